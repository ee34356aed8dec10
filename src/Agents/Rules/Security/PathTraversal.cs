using CodeReview.Agents.Flows;
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
            Id = "file-inclusion/request-value",
            Agent = AgentName.Security,
            Cwe = "CWE-98",
            Severity = Severity.High,
            SeverityReason = "A file that somebody else wrote, such as a log or an upload, is run as code.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "File to include taken from the request",
            Message = "The request decides which file is run as a part of this program.",
            Fix = "Look the page up in a fixed list of files.",
            Detectors = [new FlowDetector(Danger.Path, new Sink(Languages.Php, "include include_once require require_once"), new Sink(Languages.Script, "require") { When = call => call.Callee is Expression.Name })],
        },
        new Rule
        {
            Id = "path-traversal/request-path",
            Agent = AgentName.Security,
            Cwe = "CWE-22",
            Severity = Severity.High,
            SeverityReason = "A request that holds '..' or an absolute path reaches any file that this process may open.",
            Confidence = Confidence.High,
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "File path taken from the request",
            Message = "The request decides which file is opened, and nothing here keeps the path below a folder.",
            Fix = "Take the file's name from a list of known ones, or resolve the full path and check that it is below the intended folder.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Path,
                    new Sink(Languages.Python, "open io.open codecs.open aiofiles.open flask.send_file send_file os.remove os.unlink os.rmdir os.listdir os.mkdir os.makedirs os.rename shutil.rmtree shutil.copy shutil.move shutil.copyfile FileResponse fastapi.responses.FileResponse zipfile.ZipFile tarfile.open .static_file static_file os.stat .save") { Places = [0, 1], Name = "path", Of = taint => !taint.IsWhole, When = IsFileCall },
                    new Sink(Languages.Python, ".read_text .read_bytes .write_text .write_bytes .unlink") { Places = [Sink.Receiver] },
                    new Sink(Languages.Script, "fs.readFile fs.readFileSync fs.createReadStream fs.createWriteStream fs.writeFile fs.writeFileSync fs.unlink fs.unlinkSync fs.readdir fs.readdirSync fs.appendFile fs.appendFileSync fs.rm fs.rmSync fs.rename fs.open fs.openSync fs.stat fs.access fs.promises.readFile fs.promises.writeFile fs.promises.unlink promises.readFile promises.writeFile fsPromises.readFile fsp.readFile res.sendFile res.download response.sendFile fse.readFile fs-extra.readFile"),
                    new Sink(Languages.Java, "new:File new:FileInputStream new:FileOutputStream new:FileReader new:FileWriter new:RandomAccessFile new:FileSystemResource Files.readAllBytes Files.readString Files.newInputStream Files.newBufferedReader Files.lines Files.write Files.delete Files.copy Paths.get Path.of .transferTo") { Places = [0, 1] },
                    new Sink(Languages.CSharp, "File.ReadAllText File.ReadAllTextAsync File.ReadAllBytes File.ReadAllBytesAsync File.ReadAllLines File.OpenRead File.OpenText File.Open File.OpenWrite File.Create File.Delete File.WriteAllText File.WriteAllBytes File.AppendAllText File.Copy File.Move new:FileStream new:StreamReader new:StreamWriter PhysicalFile .PhysicalFile Directory.GetFiles Directory.Delete Directory.CreateDirectory") { Places = [0, 1] },
                    new Sink(Languages.Php, "file_get_contents fopen readfile file unlink file_put_contents copy rename mkdir rmdir opendir scandir move_uploaded_file highlight_file show_source parse_ini_file fpassthru ZipArchive.open Storage.get Storage.download response.download .download") { Places = [0, 1] },
                    new Sink(Languages.Go, "os.Open os.OpenFile os.ReadFile os.WriteFile os.Create os.Remove os.RemoveAll ioutil.ReadFile ioutil.WriteFile ioutil.ReadDir os.ReadDir os.Mkdir os.MkdirAll .SendFile .SaveUploadedFile c.File http.ServeFile") { Places = [0, 1, 2] },
                    new Sink(Languages.Ruby, "File.open File.read File.readlines File.new File.write File.delete File.unlink IO.read IO.readlines Dir.glob Dir.entries FileUtils.rm FileUtils.cp FileUtils.mv send_file Pathname.new File.binread") { Places = [0, 1] }),
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
                new PatternDetector(Languages.CSharp, ["Path.Combine("], @"Path\.Combine\([^;]*\bentry\.(?:FullName|Key)\b") { UnlessFollowed = Contained },
                new PatternDetector(Languages.CSharp, ["entry.FullName"], @"\b\w*[pP]ath\w*\([^;]*\bentry\.FullName\b") { UnlessFollowed = Contained, OnlyIfFileHas = ["ZipArchive"] },
                new PatternDetector(Languages.Go, ["filepath.Join(", "path.Join("], @"\b(?:file)?path\.Join\([^)]*\b(?:f|e|file|entry|header|hdr|zf)\.Name\b") { UnlessFollowed = Contained, OnlyIfFileHas = ["archive/zip", "archive/tar"] },
                new PatternDetector(Languages.Java, ["new File(", ".resolve("], @"(?:new File|\.resolve)\([^;]*\b(?:ze?|e|\w*[eE]ntry)\.getName\(\)") { OnlyIfFileHas = ["ZipEntry", "ArchiveEntry", "JarEntry"], UnlessFollowed = Contained },
                new PatternDetector(Languages.Script, ["path.join(", "path.resolve("], @"path\.(?:join|resolve)\([^;]*\bentry\.(?:fileName|path|entryName)\b") { UnlessFollowed = Contained },
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
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "URL to call taken from the request",
            Message = "The request decides which address this server calls.",
            Fix = "Choose the address from a list of allowed hosts, and refuse private and link-local ones after name resolution.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Address,
                    new Sink(Languages.Python, "requests.get requests.post requests.put requests.delete requests.head requests.patch requests.options urlopen urllib.request.urlopen urllib.request.urlretrieve urllib2.urlopen httpx.get httpx.post httpx.put httpx.stream urllib.urlopen aiohttp.request wget.download .urlopen") { Name = "url" },
                    new Sink(Languages.Python, "requests.request httpx.request session.request") { Places = [1], Name = "url" },
                    new Sink(Languages.Python, "session.get session.post client.get client.post self.session.get .fetch") { Name = "url", OnlyIfFileHas = ["requests", "httpx", "aiohttp", "AsyncHTTPClient"] },
                    new Sink(Languages.Script, "client.get client.post client.request instance.get instance.post api.get httpService.get httpService.axiosRef.get") { OnlyIfFileHas = ["axios", "got", "HttpService", "undici"], Of = taint => !IsAddressOfPage(taint) },
                    new Sink(Languages.Script, "fetch node-fetch axios axios.get axios.post axios.put axios.delete axios.head axios.request got got.get got.post http.get https.get http.request https.request request request.get request.post needle superagent.get superagent.post needle.get undici.request undici.fetch rp page.goto") { Of = taint => !IsAddressOfPage(taint) },
                    new Sink(Languages.Java, "new:URL URI.create new:HttpGet new:HttpPost new:URI .getForObject .getForEntity .postForObject .postForEntity .exchange Jsoup.connect") { Places = [0] },
                    new Sink(Languages.CSharp, ".GetAsync .GetStringAsync .GetByteArrayAsync .GetStreamAsync .PostAsync .DownloadString .DownloadData .DownloadFile .OpenRead WebRequest.Create HttpWebRequest.Create new:HttpRequestMessage new:RestClient") { Places = [0, 1] },
                    new Sink(Languages.Php, "curl_init file_get_contents fopen get_headers Http.get Http.post fsockopen getimagesize"),
                    new Sink(Languages.Php, "curl_setopt") { Places = [2], When = call => call.Argument(1)?.Path is "CURLOPT_URL" },
                    new Sink(Languages.Go, "http.Get http.Post http.Head http.PostForm http.NewRequest http.NewRequestWithContext client.Get net.Dial") { Places = [0, 1, 2] },
                    new Sink(Languages.Ruby, "Net.HTTP.get Net.HTTP.get_response Net.HTTP.post_form URI.open HTTParty.get HTTParty.post RestClient.get RestClient.post Faraday.get Faraday.new Typhoeus.get open HTTP.get OpenURI.open_uri")),
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
            ConfidenceReason = "What is sent was followed to this line.",
            Title = "Redirect target taken from the request",
            Message = "The request decides where the visitor is sent.",
            Fix = "Redirect to paths of this site only, or to hosts of a fixed list.",
            Detectors =
            [
                new FlowDetector(
                    Danger.Redirect,
                    new Sink(Languages.Python, "redirect flask.redirect django.shortcuts.redirect HttpResponseRedirect django.http.HttpResponseRedirect HttpResponsePermanentRedirect RedirectResponse fastapi.responses.RedirectResponse starlette.responses.RedirectResponse self.redirect web.HTTPFound werkzeug.utils.redirect") { Name = "location", Of = IsNoAddressOfSite },
                    new Sink(Languages.Script, "res.redirect response.redirect ctx.redirect reply.redirect res.location") { Places = [0, 1], Of = IsNoAddressOfSite },
                    new Sink(Languages.Script, "=location =href window.open location.replace location.assign window.location.replace window.location.assign") { Of = taint => !IsFromServer(taint) && !IsOfPage(taint) },
                    new Sink(Languages.Java, ".sendRedirect new:RedirectView new:ModelAndView =redirect"),
                    new Sink(Languages.CSharp, "Redirect .Redirect RedirectPermanent .RedirectPermanent new:RedirectResult Results.Redirect"),
                    new Sink(Languages.Php, "header wp_redirect") { When = call => call.Argument(0) is not Expression.Join join || join.Parts[0] is Expression.Constant { Text: var text } && text.Contains("ocation:", StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal) },
                    new Sink(Languages.Php, "redirect .redirect Redirect.to redirect.to .to_away .away"),
                    new Sink(Languages.Go, "http.Redirect .Redirect") { Places = [1, 2], Of = IsNoAddressOfSite },
                    new Sink(Languages.Ruby, "redirect_to redirect") { Of = taint => !taint.IsWhole }),
            ],
        },
    ];

    private const string Contained = @"(?:starts|Starts)With\(|HasPrefix\(|normalize\(|IsLocal\(|GetFileName\(|relative\(|\.Base\(";

    // Calls of these names on a value of another kind are something else.
    private static bool IsFileCall(Expression.Call call) => call.Function switch
    {
        "save" => call.Arguments.Count is 1 && call.Callee is Expression.Member { Of.Path: var of } && (of.Contains("file", StringComparison.OrdinalIgnoreCase) || of is "f" or "image" or "upload" or "img"),
        "open" => call.Callee is Expression.Name || call.Callee.Path is "io.open" or "codecs.open" or "aiofiles.open" or "tarfile.open",
        _ => true,
    };

    // Its own path does not lead away from a site.
    private static bool IsNoAddressOfSite(Taint taint) => taint.From is not { What: var what }
        || !(what.EndsWith("originalUrl", StringComparison.Ordinal) || what is "req.url" or "request.url" or "req.path" or "request.path" || what.EndsWith("full_path", StringComparison.Ordinal) || what.Contains("URL.Path", StringComparison.Ordinal));

    private static bool IsAddressOfPage(Taint taint) => taint.From is { What: var what } && (what.StartsWith("location", StringComparison.Ordinal) || what.StartsWith("window", StringComparison.Ordinal) || what.StartsWith("document", StringComparison.Ordinal));

    // A page that goes to its own address with something changed stays where it is.
    private static bool IsOfPage(Taint taint) => taint.From is { What: var what } && what.Contains("location.href", StringComparison.Ordinal);

    private static bool IsFromServer(Taint taint) => taint.From is { What: var what } && what.StartsWith("req", StringComparison.Ordinal);

    private static bool IsTar(CallSite call) => !call.Receiver.Contains("zip", StringComparison.OrdinalIgnoreCase);
}
