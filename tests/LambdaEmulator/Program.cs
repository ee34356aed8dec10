using System.Runtime.InteropServices;
using System.Text.Json;
using CodeReview.LambdaEmulator;
using CodeReview.LambdaEmulator.Settings;

if (args is not [var file])
{
    await Console.Error.WriteLineAsync("Usage: lambda-emulator SETTINGS.json\nThe README says what the settings are.");
    return 64;
}

try
{
    var settings = EmulatorSettings.Read(file);
    await using var emulator = await Emulator.StartAsync(settings, line => Console.WriteLine($"{line.Function}: {line.Text}"));
    await Console.Error.WriteLineAsync($"Lambda is served at {emulator.Url}, for example:\n  aws lambda invoke --endpoint-url {emulator.Url} --function-name {settings.Functions.Keys.First()} --payload fileb://event.json answer.json");
    var asked = new TaskCompletionSource();
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    await asked.Task;
    return 0;

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        asked.TrySetResult();
    }
}
catch (Exception e) when (e is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"'{file}' cannot be used: {e.Message}");
    return 64;
}
