using System.Diagnostics;
using System.Globalization;
using CodeReview.LambdaEmulator.Settings;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>The <c>bootstrap</c> of a package, running; what it prints is kept line by line.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private const int TailBytes = 4_096;
    private readonly Process _process;
    private readonly Queue<string> _tail = new();
    private readonly Lock _logging = new();
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FunctionProcess(Process process) => _process = process;

    /// <summary>The process's id; known also when it has ended.</summary>
    public int Id { get; private set; }

    /// <summary>Completes with the exit code when the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    public static FunctionProcess Start(string name, FunctionSettings function, string folder, string runtimeApi, Uri lambda, Action<int, string> log)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "bootstrap")) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Describe(start.Environment, name, function, folder, runtimeApi, lambda);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var started = new FunctionProcess(process);
        process.Exited += (_, _) =>
        {
            LastWill.Ended(process.Id);
            started._exited.TrySetResult(process.ExitCode);
        };
        process.OutputDataReceived += (_, line) => started.Keep(line.Data, log);
        process.ErrorDataReceived += (_, line) => started.Keep(line.Data, log);
        process.Start();
        started.Id = process.Id;
        LastWill.Begun(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return started;
    }

    /// <summary>The end of what was printed since this was last asked for.</summary>
    public byte[] TakeLog()
    {
        lock (_logging)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(string.Concat(_tail.Select(line => line + "\n")));
            _tail.Clear();
            return bytes.Length <= TailBytes ? bytes : bytes[^TailBytes..];
        }
    }

    public void Freeze() => Signals.Freeze(_process);

    public void Thaw() => Signals.Thaw(_process);

    public void AskToEnd() => Signals.AskToEnd(_process);

    public void Kill()
    {
        if (!_exited.Task.IsCompleted)
            _process.Kill(entireProcessTree: true);
    }

    public void Dispose() => _process.Dispose();

    private static void Describe(IDictionary<string, string?> environment, string name, FunctionSettings function, string folder, string runtimeApi, Uri lambda)
    {
        // A function sees nothing of its host but where .NET is, for packages that do not bring it along.
        var (path, dotnet) = (environment["PATH"], environment.TryGetValue("DOTNET_ROOT", out var root) ? root : null);
        environment.Clear();
        environment["PATH"] = path;
        if (dotnet is not null)
            environment["DOTNET_ROOT"] = dotnet;
        environment["TZ"] = ":UTC";
        environment["LANG"] = "en_US.UTF-8";
        environment["LAMBDA_TASK_ROOT"] = folder;
        environment["_HANDLER"] = "bootstrap";
        environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = name;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMb.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{name}";
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "emulator";
        environment["AWS_EXECUTION_ENV"] = "AWS_Lambda_provided.al2023";
        environment["AWS_REGION"] = FunctionReference.Region;
        environment["AWS_DEFAULT_REGION"] = FunctionReference.Region;
        environment["AWS_ACCESS_KEY_ID"] = "emulator";
        environment["AWS_SECRET_ACCESS_KEY"] = "emulator";
        environment["AWS_ENDPOINT_URL_LAMBDA"] = lambda.ToString();
        foreach (var (variable, value) in function.Environment)
            environment[variable] = value;
    }

    private void Keep(string? line, Action<int, string> log)
    {
        if (line is null)
            return;
        lock (_logging)
        {
            _tail.Enqueue(line);
            if (_tail.Count > TailBytes)
                _tail.Dequeue();
        }

        log(Id, line);
    }
}
