using CodeReview.Protocol.Reviews;

namespace CodeReview.Orchestrator.Sources.Servers;

/// <summary>A ref as a server lists it.</summary>
/// <param name="Name">Its full name, or <c>HEAD</c>.</param>
/// <param name="Id">The object that it names.</param>
/// <param name="Target">The ref that it stands for, where it is symbolic.</param>
/// <param name="Peeled">What an annotated tag leads to.</param>
internal sealed record ServerRef(string Name, string Id, string? Target = null, string? Peeled = null)
{
    /// <summary>The commit that the ref leads to, if it leads to one.</summary>
    public CommitId Commit => RefNames.IdOf(Peeled ?? Id);
}

/// <summary>Reads listings of refs, in both ways that servers write them.</summary>
internal static class ServerRefs
{
    private const string PeeledMark = "^{}";
    private const string SymrefMark = "symref=";

    /// <summary>A line of protocol 2: id, name, then attributes.</summary>
    public static ServerRef OfLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length < 2)
            throw new InvalidDataException("its listing of refs cannot be read");
        return new ServerRef(parts[1], parts[0], Attribute("symref-target:"), Attribute("peeled:"));

        string? Attribute(string name) => parts.Skip(2).FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
    }

    /// <summary>The lines of protocol 0: id and name; a tag's commit in a line of its own; symbolic refs among the capabilities.</summary>
    public static List<ServerRef> OfLines(IEnumerable<string> lines, IEnumerable<string> capabilities)
    {
        var targets = capabilities.Where(word => word.StartsWith(SymrefMark, StringComparison.Ordinal))
            .Select(word => word[SymrefMark.Length..].Split(':', 2)).Where(pair => pair.Length is 2)
            .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        var refs = new List<ServerRef>();
        foreach (var parts in lines.Select(line => line.Split(' ', 2)))
        {
            if (parts.Length < 2)
                throw new InvalidDataException("its listing of refs cannot be read");
            if (!parts[1].EndsWith(PeeledMark, StringComparison.Ordinal))
                refs.Add(new ServerRef(parts[1], parts[0], targets.GetValueOrDefault(parts[1])));
            else if (refs.Count > 0 && refs[^1].Name == parts[1][..^PeeledMark.Length])
                refs[^1] = refs[^1] with { Peeled = parts[0] };
        }

        return refs;
    }
}
