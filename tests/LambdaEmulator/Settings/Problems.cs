using System.IO.Compression;

namespace CodeReview.LambdaEmulator.Settings;

/// <summary>Settings are looked at before anything is started.</summary>
internal static class Problems
{
    private const string Bootstrap = "bootstrap";

    /// <exception cref="ArgumentException">They cannot be used; the message says all that is wrong.</exception>
    public static void Check(EmulatorSettings settings)
    {
        var problems = settings.Functions.SelectMany(function => Of(function.Key, function.Value, settings))
            .Concat(settings.Schedules.Where(schedule => !Names(settings, schedule.Function)).Select(schedule => $"A schedule names '{schedule.Function}', which is no function here."))
            .ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(settings));
    }

    private static IEnumerable<string> Of(string name, FunctionSettings function, EmulatorSettings settings)
    {
        if (!HasBootstrap(function.Package))
            yield return $"{name}: '{function.Package}' is no folder and no zip file with a 'bootstrap' at its root.";
        if (function.MaximumRetryAttempts is < 0 or > 2)
            yield return $"{name}: maximum_retry_attempts is 0 to 2.";
        if (function.TimeoutSeconds is <= 0 or > 900)
            yield return $"{name}: timeout_seconds is more than 0 and at most 900.";
        foreach (var destination in new[] { function.OnSuccess, function.OnFailure }.OfType<string>().Where(destination => !Names(settings, destination)))
            yield return $"{name}: its destination '{destination}' is no function here.";
    }

    private static bool Names(EmulatorSettings settings, string called) => settings.Functions.ContainsKey(FunctionReference.Parse(called).Name);

    private static bool HasBootstrap(string package)
    {
        if (Directory.Exists(package))
            return File.Exists(Path.Combine(package, Bootstrap));
        if (!File.Exists(package))
            return false;
        using var zip = ZipFile.OpenRead(package);
        return zip.GetEntry(Bootstrap) is not null;
    }
}
