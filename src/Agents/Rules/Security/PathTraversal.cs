using CodeReview.Agents.Sources;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Tasks;

namespace CodeReview.Agents.Rules.Security;

internal sealed class PathTraversal : IRuleFamily
{
    public IEnumerable<Rule> Rules =>
    [
        new Rule
        {
            Id = "path-traversal/request-path",
            Agent = AgentName.Security,
            Cwe = "CWE-22",
            Severity = Severity.High,
            SeverityReason = "A request that holds '..' or an absolute path reaches any file that this process may open.",
            Confidence = Confidence.High,
            ConfidenceReason = "The path is taken from the request in the same expression.",
            Title = "File path taken from the request",
            Message = "The request decides which file is opened, and nothing here keeps the path below a folder.",
            Fix = "Take the file's name from a list of known ones, or resolve the full path and check that it is below the intended folder.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["open(", "os.path.join(", "send_file(", "os.remove(", "os.unlink(", "shutil.rmtree(", "Path("], AnyFromRequest),
                new CallDetector(Languages.Script, ["fs.readFile(", "fs.readFileSync(", "fs.createReadStream(", "fs.writeFile(", "fs.writeFileSync(", "fs.unlink(", "fs.unlinkSync(", "res.sendFile(", "res.download(", "path.join(", "path.resolve("], AnyFromRequest),
                new CallDetector(Languages.Java, ["new File(", "new FileInputStream(", "new FileOutputStream(", "new FileReader(", "Paths.get(", "Path.of("], AnyFromRequest),
                new CallDetector(Languages.CSharp, ["File.ReadAllText(", "File.ReadAllBytes(", "File.OpenRead(", "File.Open(", "File.Delete(", "File.WriteAllText(", "new FileStream(", "Path.Combine(", "PhysicalFile("], AnyFromRequest),
            ],
        },
        new Rule
        {
            Id = "path-traversal/archive-entry",
            Agent = AgentName.Security,
            Cwe = "CWE-22",
            Severity = Severity.High,
            SeverityReason = "An archive with an entry named '../…' writes over files outside the target folder.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "No check of the entry's name is in the file; where archives come from is not shown here.",
            Title = "Archive entry extracted under its own name",
            Message = "The archive decides where its entries are written.",
            Fix = "Resolve each entry's full path and check that it is below the target folder; in Python pass filter=\"data\" to extractall.",
            Detectors =
            [
                new CallDetector(Languages.Python, [".extractall("], call => IsTar(call) && !call.Text.Contains("filter", StringComparison.Ordinal) && !call.Text.Contains("members", StringComparison.Ordinal) ? Concern.AsStated : null) { OnlyIfFileHas = ["tarfile"] },
                new PatternDetector(Languages.CSharp, ["Path.Combine("], @"Path\.Combine\([^;]*\bentry\.(?:FullName|Key)\b") { UnlessFileHas = ["StartsWith(", "GetFileName("] },
                new PatternDetector(Languages.Java, ["new File(", ".resolve("], @"(?:new File|\.resolve)\([^;]*\b(?:ze?|e|\w*[eE]ntry)\.getName\(\)") { OnlyIfFileHas = ["ZipEntry", "ArchiveEntry", "JarEntry"], UnlessFileHas = ["startsWith(", "normalize("] },
                new PatternDetector(Languages.Script, ["path.join(", "path.resolve("], @"path\.(?:join|resolve)\([^;]*\bentry\.(?:fileName|path|entryName)\b") { UnlessFileHas = ["startsWith(", "path.relative("] },
            ],
        },
        new Rule
        {
            Id = "ssrf/request-url",
            Agent = AgentName.Security,
            Cwe = "CWE-918",
            Severity = Severity.Medium,
            SeverityReason = "The server can be made to call addresses that only it can reach, such as a cloud's metadata service.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The URL is taken from the request in the same expression; a check before it is not ruled out.",
            Title = "URL to call taken from the request",
            Message = "The request decides which address this server calls.",
            Fix = "Choose the address from a list of allowed hosts, and refuse private and link-local ones after name resolution.",
            Detectors =
            [
                new CallDetector(Languages.Python, ["requests.get(", "requests.post(", "requests.request(", "urlopen(", "httpx.get(", "httpx.post("], FirstFromRequest),
                new CallDetector(Languages.Script, ["fetch(", "axios.get(", "axios.post(", "axios(", "got(", "http.get(", "https.get("], FirstFromRequest),
                new CallDetector(Languages.Java, ["new URL(", "URI.create("], FirstFromRequest),
                new CallDetector(Languages.CSharp, [".GetAsync(", ".GetStringAsync(", ".PostAsync(", "WebRequest.Create("], FirstFromRequest),
            ],
        },
        new Rule
        {
            Id = "open-redirect/request-url",
            Agent = AgentName.Security,
            Cwe = "CWE-601",
            Severity = Severity.Medium,
            SeverityReason = "A link to this site can lead to any other, which makes phishing believable.",
            Confidence = Confidence.Medium,
            ConfidenceReason = "The target is taken from the request in the same expression; a check before it is not ruled out.",
            Title = "Redirect target taken from the request",
            Message = "The request decides where the visitor is sent.",
            Fix = "Redirect to paths of this site only, or to hosts of a fixed list.",
            Detectors =
            [
                new CallDetector(Languages.Script, ["res.redirect("], call => call.Arguments.Count > 0 ? IfForeign(call.Arguments[^1]) : null),
                new CallDetector(Languages.Python, ["redirect(", "HttpResponseRedirect("], FirstForeign),
                new CallDetector(Languages.CSharp, ["Redirect(", "RedirectPermanent("], FirstForeign),
                new CallDetector(Languages.Java, [".sendRedirect("], FirstForeign),
            ],
        },
    ];

    private static Concern? AnyFromRequest(CallSite call) => call.Text.Contains("basename(", StringComparison.Ordinal) || call.Text.Contains("secure_filename(", StringComparison.Ordinal)
        || call.Text.Contains("GetFileName(", StringComparison.Ordinal)
        ? null
        : call.Arguments.Select(Concern.IfFromRequest).FirstOrDefault(concern => concern is not null);

    private static Concern? FirstFromRequest(CallSite call) => call.First is { } url && url.Literals.StartsWith("http", StringComparison.Ordinal) ? null : Concern.IfFromRequest(call.First);

    private static Concern? FirstForeign(CallSite call) => call.First is { } target ? IfForeign(target) : null;

    // Behind a literal that names the host or the path, what the request adds cannot change where it leads; its own path does not either.
    private static Concern? IfForeign(Argument target) => target.Resolved() is { Literals.Length: > 3, Shape: ArgumentShape.Assembled }
        || target.Text.Contains("originalUrl", StringComparison.Ordinal) || target.Text.EndsWith(".url", StringComparison.Ordinal) || target.Text.EndsWith(".path", StringComparison.Ordinal)
        ? null
        : Concern.IfFromRequest(target);

    private static bool IsTar(CallSite call) => !call.Receiver.Contains("zip", StringComparison.OrdinalIgnoreCase);
}
