using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using Microsoft.Data.Sqlite;

namespace CodeReview.Bench.Append;

/// <summary>A journal as a grain uses it: a persistent actor is asked, persists one event, and answers once it is acknowledged.</summary>
internal sealed class GrainAppend : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly IActorRef _grain;
    private readonly Func<ValueTask> _stopAsync;

    private GrainAppend(ActorSystem system, Func<ValueTask> stopAsync) =>
        (_grain, _stopAsync) = (system.ActorOf(Props.Create(() => new Grain())), stopAsync);

    /// <summary>Our journal, in the actor system of the fleet.</summary>
    public static async Task<GrainAppend> OverWorkspaceAsync(string folder)
    {
        var fleet = await QuietFleet.StartAsync(folder);
        return new GrainAppend(fleet.System, fleet.DisposeAsync);
    }

    /// <summary>Akka's own journal on SQLite, with the same serializer.</summary>
    /// <param name="folder">The database's folder.</param>
    /// <param name="mode">SQLite's journal mode: DELETE is what it has by itself. Both wait for the disk at each commit.</param>
    public static async Task<GrainAppend> OverSqliteAsync(string folder, string mode)
    {
        Directory.CreateDirectory(folder);
        var connection = $"Data Source={Path.Combine(folder, "journal.db")}";
        await using (var database = new SqliteConnection(connection))
        {
            await database.OpenAsync();
            await using var pragma = database.CreateCommand();
            pragma.CommandText = mode is "WAL" ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode=DELETE";
            await pragma.ExecuteScalarAsync();
        }

        var system = ActorSystem.Create("sqlite", Sqlite(connection).WithFallback(SqlPersistence.DefaultConfiguration));
        return new GrainAppend(system, async () => await system.Terminate());
    }

    public Task PersistAsync() => _grain.Ask<ReviewEvent>(Some.Done(1), Patience);

    public ValueTask DisposeAsync() => _stopAsync();

    private static Config Sqlite(string connection) => ConfigurationFactory.ParseString($$"""
        akka.loglevel = WARNING
        akka.actor.serializers.review = "{{typeof(ReviewSerializer).AssemblyQualifiedName}}"
        akka.actor.serialization-bindings { "{{typeof(ReviewEvent).AssemblyQualifiedName}}" = review }
        akka.persistence.journal {
          plugin = "akka.persistence.journal.sql"
          sql {
            connection-string = "{{connection}}"
            provider-name = "SQLite.MS"
          }
        }
        """);

    private sealed class Grain : UntypedPersistentActor
    {
        public override string PersistenceId { get; } = GrainLogs.PersistenceIdOf(Some.Id("append"));

        protected override void OnRecover(object message)
        {
        }

        protected override void OnCommand(object message) => Persist((ReviewEvent)message, persisted => Sender.Tell(persisted));
    }
}
