using System.Diagnostics;

namespace CodeReview.LambdaEmulator.Environments;

/// <summary>
/// Kills the functions' processes when this one ends without having done so, killed itself: stopped processes would be there until the
/// machine is. A shell is told of each that begins and ends, and carries the will out once its input is closed, however that came about.
/// The kernel's own signal on a parent's death would not do: it is sent when the parent's thread ends, and threads of a pool do.
/// </summary>
internal static class LastWill
{
    private const string Script = """
        trap '' HUP INT TERM
        living=' '
        while read -r change process; do
            case $change in
                begun) living="$living$process " ;;
                ended) case $living in *" $process "*) living="${living%%" $process "*} ${living#*" $process "}" ;; esac ;;
            esac
        done
        [ "$living" = ' ' ] || kill -KILL $living
        """;

    private static readonly Lock Writing = new();
    private static readonly Lazy<StreamWriter> Shell = new(() => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true })!.StandardInput);

    public static void Begun(int process) => Write($"begun {process}");

    public static void Ended(int process) => Write($"ended {process}");

    private static void Write(string line)
    {
        lock (Writing)
        {
            Shell.Value.WriteLine(line);
            Shell.Value.Flush();
        }
    }
}
