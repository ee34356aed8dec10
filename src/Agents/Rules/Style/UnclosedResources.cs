using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Files, connections and answers that are opened into a local and closed nowhere; C# has a rule of its own.</summary>
internal sealed class UnclosedResources : IRuleFamily
{
    // What stands behind the name where it is set, or a member of it is called.
    private static Regex Use => field ??= Pattern.Of(@"^(?:\s*(?:,\s*\w+\s*)?:?=[^=]|\.(?:Body\.)?\w+)");

    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "disposal/unclosed-resource",
            Agent = AgentName.Style,
            Cwe = "CWE-772",
            Severity = Severity.Medium,
            SeverityReason = "Handles and connections stay open, and run out under load.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "Nothing in the file closes what the local holds, returns it or hands it on.",
            Title = "Resource that is opened and never closed",
            Message = "The local holds something that has to be closed, and the file does not.",
            Fix = "Python: open it by 'with'. Go: 'defer x.Close()' after the check of err. Java: try with resources.",
            OncePerFile = true,
            Detectors =
            [
                Opened(Languages.Python, ["= open(", "= socket.socket("], @"^(?<name>\w+)\s*=\s*(?:open|socket\.socket)\("),
                Opened(Languages.Go, ["os.Open", "os.Create", "net.Dial", ".Query("], @"^(?<name>\w+)\s*,\s*\w+\s*:=\s*(?:os\.(?:Open|OpenFile|Create)|net\.Dial|\w*[dD][bB]\.Query)\("),
                Opened(Languages.Go, ["http.Get(", "http.Post(", ".Do("], @"^(?<name>\w+)\s*,\s*\w+\s*:=\s*(?:http\.(?:Get|Post|PostForm|Head)|\w*[cC]lient\.Do)\("),
                Opened(Languages.Java, ["new File", "DriverManager.getConnection("], @"^(?:\w+\s+)(?<name>\w+)\s*=\s*(?:new\s+File(?:Input|Output)Stream|new\s+File(?:Reader|Writer)|DriverManager\.getConnection)\("),
            ],
        },
    ];

    private static FileDetector Opened(Languages languages, string[] anchors, string opening)
    {
        var (search, pattern) = (new Anchors(anchors), new Lazy<Regex>(() => Pattern.Of(opening)));
        return new FileDetector(languages, file => search.Next(file.Text, 0) is null ? [] : Unclosed(file, pattern.Value));
    }

    private static IEnumerable<Match> Unclosed(SourceFile file, Regex opening)
    {
        var opened = file.Lines.Where(line => line.Indent > 0).Select(line => (Line: line, Name: opening.Match(file.Code(line)).Groups["name"]))
            .Where(one => one.Name is { Success: true, Value: not "_" }).Select(one => (one.Line, Name: one.Name.Value)).ToList();
        if (opened.Count is 0)
            return [];
        var closed = ClosedOrHandedOn(file, [.. opened.Select(one => one.Name)]);
        return opened.Where(one => !closed.Contains(one.Name)).Select(one => new Match(one.Line.Start, one.Line.End) { Detail = $"'{one.Name}' is one." });
    }

    // Any use but a call of a member of its own may hand it to somebody who closes it. All names in one pass over the file.
    private static HashSet<string> ClosedOrHandedOn(SourceFile file, HashSet<string> names)
    {
        var (closed, byWord) = (new HashSet<string>(StringComparer.Ordinal), names.GetAlternateLookup<ReadOnlySpan<char>>());
        foreach (var word in Mentions.In(file.Text))
        {
            var after = word.Index + word.Length;
            if (byWord.TryGetValue(file.Text.AsSpan(word.Index, word.Length), out var name)
                && !(Use.Match(file.Text, after, file.Text.Length - after) is { Success: true, Value: var use } && !use.EndsWith("lose", StringComparison.Ordinal) && use is not ".Body"))
                closed.Add(name);
        }

        return closed;
    }
}
