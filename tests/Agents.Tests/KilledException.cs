namespace CodeReview.Agents.Tests;

/// <summary>Ends a run as a kill would: nothing of ours expects it, so nothing is made of it.</summary>
internal sealed class KilledException : Exception;
