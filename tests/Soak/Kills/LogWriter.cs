using System.Globalization;
using System.Text;
using CodeReview.Protocol.Journaling;

namespace CodeReview.Soak.Kills;

/// <summary>A process that appends until it is killed, and says on standard output what was acknowledged, after it was.</summary>
internal static class LogWriter
{
    public const string Command = "writer";
    private const int LargestBatch = 4;

    /// <summary>Appends for ever; taken over, it takes the log back.</summary>
    public static void Run(string folder, string name)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var batches = 0;
        while (true)
        {
            try
            {
                using var log = EventLog.Activate(folder, name, LogFiles.Instance, TimeProvider.System);
                while (true)
                {
                    var batch = new Batch(name, ++batches, 1 + (batches % LargestBatch));
                    output.WriteLine(new Acknowledged(log.Append(batch.Entries), batch));
                }
            }
            catch (StaleActivationException)
            {
                // What is tried here: whoever is taken over takes it back.
            }
        }
    }
}

/// <summary>A batch by its writer's name, its number there and how many events it has.</summary>
internal sealed record Batch(string Writer, int Number, int Size)
{
    public IEnumerable<string> Texts => Enumerable.Range(0, Size).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Writer}.{Number}.{Size}.{i}"));

    public IReadOnlyList<NewLogEntry> Entries => [.. Texts.Select(text => new NewLogEntry("soak.1", Encoding.UTF8.GetBytes($"\"{text}\"")))];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Writer}.{Number}");

    /// <summary>The batch to which an event belongs.</summary>
    public static Batch Of(string text) => text.Split('.') is [var writer, var number, var size, _]
        ? new Batch(writer, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no event of a writer.");
}

/// <summary>A batch and the number of its last event, as a line.</summary>
internal sealed record Acknowledged(long Last, Batch Batch)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Last} {Batch.Texts.First()}");

    public static Acknowledged Parse(string line) => line.Split(' ') is [var last, var first]
        ? new Acknowledged(long.Parse(last, CultureInfo.InvariantCulture), Batch.Of(first))
        : throw new FormatException($"'{line}' acknowledges nothing.");
}
