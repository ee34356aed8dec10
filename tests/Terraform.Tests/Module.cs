using System.ComponentModel;
using System.Diagnostics;

namespace CodeReview.Terraform.Tests;

/// <summary>
/// The Terraform module, and how a command runs in it on this machine: through the emulator that <c>CODEREVIEW_AWS_EMULATOR</c> names, or
/// that stands beside the checkout; else with the provider that <c>terraform init</c> finds.
/// </summary>
internal static class Module
{
    private const string EmulatorVariable = "CODEREVIEW_AWS_EMULATOR";

    private const string ProviderVariable = "AWS_PROVIDER_BINARY";

    // What an emulator says when a part of it is not on this machine.
    private const int PartMissing = 77;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private static readonly Lazy<string?> ProgramFound = new(() => RunAlone("version") is { Status: 0 } ? null : "there is no 'terraform' on this machine");

    private static readonly Lazy<string?> ProviderFound = new(() => NoProgram ?? Initialise());

    // Looked for here, and not left to the emulator: while other tests make and remove files the search ends with an error, and has found
    // the provider all the same.
    private static readonly Lazy<string?> ProviderBinary = new(() =>
        Start(["find", "/", "-xdev", "-type", "f", "-name", "terraform-provider-aws_v*", "-perm", "-u+x"], []).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).FirstOrDefault());

    // Beside the tests, so that a run leaves nothing in the module's folder.
    private static readonly string WorkingFiles = Path.Combine(AppContext.BaseDirectory, "terraform-files");

    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    public static string Folder { get; } = Path.Combine(Repository, "terraform");

    private static string? Emulator { get; } = FindEmulator();

    /// <inheritdoc cref="TerraformProgram"/>
    public static string? NoProgram => ProgramFound.Value;

    /// <inheritdoc cref="AwsProvider"/>
    public static string? NoProvider => ProviderFound.Value;

    /// <inheritdoc cref="EmulatedAws"/>
    public static string? NoEmulator => NoProvider ?? (Emulator is null ? $"there is no emulated AWS: name a command in {EmulatorVariable}" : null);

    /// <summary>Runs Terraform in the module, with the provider and, where there is one, in an emulated AWS.</summary>
    public static Ended Run(params string[] arguments) =>
        Emulator is null ? RunAlone(arguments) : Start([Emulator, Folder, "terraform", .. arguments], EmulatorSettings());

    /// <summary>Runs Terraform without an emulator.</summary>
    public static Ended RunAlone(params string[] arguments) => Start(["terraform", .. arguments], []);

    private static Dictionary<string, string> EmulatorSettings()
    {
        var settings = new Dictionary<string, string>
        {
            // The emulator's Python reads what this project adds to it.
            ["PYTHONPATH"] = Path.Combine(AppContext.BaseDirectory, "Emulator"),
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
        if (Environment.GetEnvironmentVariable(ProviderVariable) is null && ProviderBinary.Value is { } provider)
            settings[ProviderVariable] = provider;
        return settings;
    }

    private static string? Initialise()
    {
        var ended = Run("init", "-input=false", "-no-color");
        return ended.Status switch
        {
            0 => null,
            PartMissing => ended.Error.Trim(),
            _ when Emulator is null => $"'terraform init' finds no AWS provider that the module can use, and {EmulatorVariable} names no emulated AWS.",
            // Not skipped: an emulator that is there and fails is a fault to look at.
            _ => null,
        };
    }

    private static string? FindEmulator() =>
        Environment.GetEnvironmentVariable(EmulatorVariable) is { Length: > 0 } named ? named
        : Path.Combine(Repository, "..", "shared", "aws-emulator", "with-aws-emulator") is var beside && File.Exists(beside) ? Path.GetFullPath(beside)
        : null;

    private static Ended Start(string[] command, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TF_DATA_DIR"] = WorkingFiles;
        start.Environment["TF_IN_AUTOMATION"] = "1";
        start.Environment["CHECKPOINT_DISABLE"] = "1";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"'{string.Join(' ', command)}' did not end within {Longest}.");
            }

            return new Ended(process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception e)
        {
            return new Ended(e.NativeErrorCode, "", e.Message);
        }
    }

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "CodeReview.sln"))
        ? folder
        : Above(Directory.GetParent(folder)?.FullName ?? throw new DirectoryNotFoundException("CodeReview.sln is in no folder above the tests."));
}

/// <summary>A command's end.</summary>
internal sealed record Ended(int Status, string Output, string Error)
{
    public string Whole => $"{Output}\n{Error}";
}
