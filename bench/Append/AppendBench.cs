using System.Globalization;
using CodeReview.Bench.Measuring;

namespace CodeReview.Bench.Append;

/// <summary>
/// How fast one event becomes durable, one after another, each awaited. The floor is what any journal has to do that opens its file
/// for each event: open, append, fsync, close, with the bytes that the event log writes for this event. The event log is compared
/// with that; through Akka, with a persistent actor's <c>Persist</c> in between, it is compared with Akka.Persistence.Sql on SQLite.
/// </summary>
internal sealed class AppendBench : IBench
{
    private const int RoundCount = 60;
    private const int Operations = 50;
    private const double FloorBar = 0.75;
    private const double SqlBar = 3;
    private const string Floor = "floor: open, append, fsync, close";
    private const string Ours = "EventLog.Append";
    private const string OursByAkka = "Persist, WorkspaceJournal";
    private const string Sqlite = "Persist, Akka.Persistence.Sql, SQLite as it comes";
    private const string SqliteWal = "Persist, Akka.Persistence.Sql, SQLite in WAL mode";

    public string Name => "append";

    public async Task<Table> RunAsync(BenchSettings settings)
    {
        using var log = new LogAppend(settings.Scratch.Below("log"));
        using var raw = new RawAppend(settings.Scratch.Below("raw"), log.Line());
        await using var ours = await GrainAppend.OverWorkspaceAsync(settings.Scratch.Below("workspace"));
        await using var sqlite = await GrainAppend.OverSqliteAsync(settings.Scratch.Below("sqlite"), "DELETE");
        await using var wal = await GrainAppend.OverSqliteAsync(settings.Scratch.Below("sqlite-wal"), "WAL");
        Contestant[] contestants =
        [
            new(Floor, raw.OpenedEachTimeAsync),
            new("append, fsync; file kept open", raw.KeptOpenAsync),
            new(Ours, log.AppendAsync),
            new(OursByAkka, ours.PersistAsync),
            new(Sqlite, sqlite.PersistAsync),
            new(SqliteWal, wal.PersistAsync),
        ];
        var seconds = await Rounds.RunAsync(contestants, RoundCount, Operations);
        var size = log.Line().Length.ToString(CultureInfo.InvariantCulture);
        var table = new Table($"append: one durable event of {size} bytes, {RoundCount} rounds of {Operations}", "what", "ms an event", "rate, floor = 1", "bar");
        foreach (var (name, times) in seconds)
            table.Add(name, Spread.Of(times.Select(time => time * 1000)).Show("0.000"), Ratio(seconds[Floor], times).Show("0.00"), name is Ours ? Verdict(FloorBar, Ratio(seconds[Floor], times)) : "");
        Compare(table, seconds, OursByAkka, Sqlite);
        Compare(table, seconds, OursByAkka, SqliteWal);
        Compare(table, seconds, Ours, Sqlite);
        return table;
    }

    private static void Compare(Table table, IReadOnlyDictionary<string, double[]> seconds, string ours, string theirs)
    {
        var ratio = Ratio(seconds[theirs], seconds[ours]);
        table.Add($"{ours} : {theirs}", "", $"{ratio.Show("0.00")} times", Verdict(SqlBar, ratio));
    }

    private static string Verdict(double bar, Spread ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"≥ {bar}: {Bar.AtLeast(bar, ratio.Median)}");

    // How many times the rate of the slower is the rate of the faster, round by round.
    private static Spread Ratio(double[] slower, double[] faster) => Spread.Of(slower.Zip(faster, (slow, fast) => slow / fast));
}
