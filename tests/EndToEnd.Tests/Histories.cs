using CodeReview.Orchestrator.Hosting;
using CodeReview.Protocol.Journaling;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

internal static class Histories
{
    extension(CommandLine codeReview)
    {
        /// <summary>What the journals of the command line's workspace say.</summary>
        public ReviewHistory History => new(codeReview.Workspace, LogFiles.Instance);
    }
}
