using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Style;

/// <summary>Files, connections and answers that are opened into a local and closed nowhere; C# has a rule of its own.</summary>
internal sealed class UnclosedResources : IRuleFamily
{
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
        foreach (var line in file.Lines)
        {
            if (line.Indent > 0 && opening.Match(file.Code(line)).Groups["name"] is { Success: true, Value: var name } && name is not "_" && !IsClosedOrHandedOn(file, name))
                yield return new Match(line.Start, line.End) { Detail = $"'{name}' is one." };
        }
    }

    // Any use but a call of a member of its own may hand it to somebody who closes it.
    private static bool IsClosedOrHandedOn(SourceFile file, string name)
    {
        var uses = Pattern.Of($@"\b{Regex.Escape(name)}\b(?<after>\s*(?:,\s*\w+\s*)?:?=[^=]|\.(?:Body\.)?\w+)?");
        return uses.Matches(file.Text).Any(use => !use.Groups["after"].Success || use.Groups["after"].Value.EndsWith("lose", StringComparison.Ordinal) || use.Groups["after"].Value is ".Body");
    }
}
