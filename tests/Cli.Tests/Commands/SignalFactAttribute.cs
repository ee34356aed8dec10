namespace CodeReview.Cli.Tests.Commands;

/// <summary>A test that sends a signal, which Windows has not.</summary>
internal sealed class SignalFactAttribute : FactAttribute
{
    public SignalFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Signals are sent by 'kill'." : null;
}
