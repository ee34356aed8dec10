using System.Text.RegularExpressions;

namespace CodeReview.Terraform.Tests;

/// <summary>What waits for what, as <c>terraform graph</c> draws it.</summary>
internal sealed partial class OrderOfBuilding(string graph)
{
    private readonly ILookup<string, string> _waits = Edge().Matches(graph).ToLookup(edge => edge.Groups[1].Value, edge => edge.Groups[2].Value);

    public IReadOnlySet<string> Resources { get; } = Edge().Matches(graph).SelectMany(edge => new[] { edge.Groups[1].Value, edge.Groups[2].Value }).ToHashSet();

    /// <summary>All that is there before the resource is begun, and is taken away after it is gone.</summary>
    public IReadOnlySet<string> Before(string resource)
    {
        var found = new HashSet<string>();
        var ahead = new Stack<string>(_waits[resource]);
        while (ahead.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var further in _waits[next])
                ahead.Push(further);
        }

        return found;
    }

    [GeneratedRegex("""^\s*"([^"]+)" -> "([^"]+)";""", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
