using System.Text;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using CodeReview.Orchestrator.Effects;
using CodeReview.Orchestrator.Grains;
using CodeReview.Orchestrator.Journaling;
using CodeReview.Orchestrator.Sources;
using CodeReview.Protocol.Journaling;
using CodeReview.Protocol.Reviews;
using CodeReview.Protocol.Workspace;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CodeReview.Orchestrator.Hosting;

/// <summary>Puts the orchestrator's parts together.</summary>
public static class ReviewFleetExtensions
{
    /// <summary>
    /// Adds a <see cref="ReviewFleet"/> over a workspace. The caller adds an <see cref="IAgentInvoker"/>, an
    /// <see cref="IReviewObserver"/> where progress is to be shown, and a <see cref="SourceAccess"/> where more may be read than a fleet may.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="workspace">Where the reviews are.</param>
    /// <param name="terms">How agents work; in this process, while an activation waits, where null. The caller adds an <see cref="IAgentSender"/> where tasks are sent.</param>
    public static IServiceCollection AddReviewFleet(this IServiceCollection services, WorkspaceLayout workspace, ActivationTerms? terms = null)
    {
        services.AddSingleton(workspace);
        services.AddSingleton(terms ?? ActivationTerms.Attached);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILogFiles>(LogFiles.Instance);
        services.TryAddSingleton<IReviewObserver, NoReviewObserver>();
        services.TryAddSingleton(_ => SourceAccess.OfFleet(Environment.GetEnvironmentVariable));
        services.TryAddSingleton(provider => GitTokens.Of(Environment.GetEnvironmentVariable, provider.GetService<ReadSecret>(), provider.GetService<ReadRole>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<RepositorySource>();
        services.TryAddSingleton<IReviewSteps, ReviewSteps>();
        services.AddSingleton<GrainLogs>();
        services.AddSingleton(provider => new ReviewFleet(provider.GetRequiredService<IRequiredActor<GrainDirectory>>()));
        services.AddAkka("codereview", (akka, provider) => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory(provider.GetRequiredService<ILoggerFactory>());
            })
            .AddHocon(Settings, HoconAddMode.Prepend)
            .WithCustomSerializer("review", [typeof(ReviewEvent), typeof(Review)], system => new ReviewSerializer(system))
            .WithJournalAndSnapshot(new WorkspaceJournalOptions(), new WorkspaceSnapshotOptions())
            .WithActors((system, registry) => registry.Register<GrainDirectory>(system.ActorOf(Directory(system), "reviews"))));
        return services;
    }

    // Standard output is for answers; what Akka says while no logger is up would go there. Ctrl-C suspends reviews, and the host stops the
    // system once they have answered; Akka itself must not end it under them.
    private const string Settings = """
        akka.stdout-loglevel = OFF
        akka.log-dead-letters = off
        akka.log-dead-letters-during-shutdown = off
        akka.coordinated-shutdown.exit-clr = off
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    // What a grain is made of is resolved when it is constructed and not here, in the directory, which such a failure would end.
    private static Props Directory(ActorSystem system)
    {
        Func<ReviewId, Props> grain = id => DependencyResolver.For(system).Props<ReviewActor>(id);
        return DependencyResolver.For(system).Props<GrainDirectory>(grain);
    }

    // One breaker serves all grains: without a bound that is never reached, one grain's trouble would stop the others. A recovery
    // that does not come to an end is given up after a minute; nothing fails fast by itself in there.
    private static StringBuilder AppendLimits(StringBuilder options) => options
        .AppendLine("circuit-breaker.max-failures = 1000000")
        .AppendLine("circuit-breaker.call-timeout = 120s")
        .AppendLine("circuit-breaker.reset-timeout = 1s");

    private sealed class WorkspaceJournalOptions() : JournalOptions(true)
    {
        public override string Identifier { get; set; } = "workspace";

        protected override Akka.Configuration.Config InternalDefaultConfig => Akka.Configuration.Config.Empty;

        protected override StringBuilder Build(StringBuilder sb)
        {
            sb.AppendLine($"class = \"{typeof(WorkspaceJournal).AssemblyQualifiedName}\"")
                .AppendLine("replay-filter.mode = fail")
                .AppendLine("recovery-event-timeout = 60s");
            return base.Build(AppendLimits(sb));
        }
    }

    private sealed class WorkspaceSnapshotOptions() : SnapshotOptions(true)
    {
        public override string Identifier { get; set; } = "workspace";

        protected override Akka.Configuration.Config InternalDefaultConfig => Akka.Configuration.Config.Empty;

        protected override StringBuilder Build(StringBuilder sb)
        {
            sb.AppendLine($"class = \"{typeof(WorkspaceSnapshotStore).AssemblyQualifiedName}\"");
            return base.Build(AppendLimits(sb));
        }
    }
}
