using System.Text.RegularExpressions;
using CodeReview.Agents.Sources;

namespace CodeReview.Agents.Flows;

/// <summary>What somebody outside sends, by language and framework.</summary>
internal static class RequestInputs
{
    /// <summary>Members of an object that a framework hands over.</summary>
    /// <param name="Languages">Where.</param>
    /// <param name="Of">The last name of the object; <c>*</c> for any.</param>
    /// <param name="Members">The members.</param>
    /// <param name="IsWhole">Whether the sender chooses which members the value has.</param>
    private sealed record Row(Languages Languages, string Of, string Members, bool IsWhole = false)
    {
        /// <summary>Whether the names are so common that the file has to use a framework as well.</summary>
        public bool NeedsFramework { get; init; }
    }

    private static readonly Row[] Rows =
    [
        new(Languages.Python, "request req _request", "args values GET POST COOKIES META FILES view_args query_params query_string match_info matchdict path_params rel_url full_path"),
        new(Languages.Python, "request req _request", "cookies headers files params referrer environ path url") { NeedsFramework = true },
        new(Languages.Python, "request req _request", "form json get_json get_data POST", IsWhole: true),
        new(Languages.Python, "request req _request", "data body stream post", IsWhole: true) { NeedsFramework = true },
        new(Languages.Python, "self handler", "get_argument get_arguments get_query_argument get_body_argument"),
        new(Languages.Python, "self", "kwargs") { NeedsFramework = true },
        new(Languages.Python, "conn connection client client_socket sock socket clientsocket", "recv"),
        new(Languages.Script, "req request ctx context", "query params headers cookies url originalUrl hostname param header get signedCookies file files path"),
        new(Languages.Script, "req request ctx", "body query", IsWhole: true),
        new(Languages.Script, "event", "queryStringParameters pathParameters multiValueQueryStringParameters"),
        new(Languages.Script, "location", "search hash href"),
        new(Languages.Script, "document", "URL referrer documentURI"),
        new(Languages.Java, "request req httpRequest httpServletRequest servletRequest exchange", "getParameter getHeader getQueryString getCookies getInputStream getReader getPart getParts getParameterValues getParameterMap getPathInfo getRequestURI getRequestURL getHeaders getParameterNames queryParams params getQueryParams"),
        new(Languages.Java, "*", "getOriginalFilename getSubmittedFileName"),
        new(Languages.CSharp, "Request request HttpContext", "Query Form Headers Cookies Params QueryString RawUrl Body Files RouteValues InputStream Unvalidated"),
        new(Languages.Php, "$request $req request", "input get query post cookie header file all json only getContent getParam getQueryParams getParsedBody getPost getVar route segment", IsWhole: true),
        new(Languages.Php, "Input Request", "get all input post"),
        new(Languages.Go, "r req request Request", "FormValue PostFormValue Form PostForm Header Body MultipartForm FormFile Cookie UserAgent Referer RequestURI PathValue"),
        new(Languages.Go, "URL", "Query Path RawQuery"),
        new(Languages.Go, "c ctx", "Query Param Params PostForm DefaultQuery DefaultPostForm GetHeader FormValue QueryParam QueryParams GetRawData FormFile BodyRaw Cookies"),
        new(Languages.Go, "mux", "Vars"),
        new(Languages.Go, "chi", "URLParam"),
        new(Languages.Ruby, "request", "params body headers query_string env cookies raw_post referer url fullpath user_agent"),
    ];

    private static readonly Dictionary<(Languages, string), List<Row>> ByMember = Index();

    private static readonly HashSet<string> PhpGlobals = new(StringComparer.Ordinal) { "$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_FILES", "$HTTP_RAW_POST_DATA" };

    private static readonly string[] PhpServer = ["REQUEST_URI", "QUERY_STRING", "PHP_SELF", "PATH_INFO", "HTTP_"];

    private static Regex PythonRoute => field ??= Pattern.Of(@"^@\w+(?:\.\w+)*\.(?:route|get|post|put|patch|delete|api_route|websocket)\(");
    private static Regex TypedNumber => field ??= Pattern.IgnoringCase(@":\s*(?:Optional\[)?(?:int|float|bool|uuid|datetime|date|decimal)\b|Depends\(|\b(?:int|long|short|bool|boolean|double|float|decimal|guid|uuid|integer|localdate|datetime|cancellationtoken)\??\s+\w+");
    private static Regex Service => field ??= Pattern.IgnoringCase(@":\s*(?:Session|AsyncSession|Request|Response|BackgroundTasks|HttpRequest|WebSocket)\b|Depends\(|\[FromServices\]|\b(?:HttpContext|HttpRequest|HttpResponse|ILogger|IConfiguration|Model|ModelMap|BindingResult|HttpSession|HttpServletRequest|HttpServletResponse|Principal|Authentication|RedirectAttributes|\w*(?:Context|Repository|Service|Factory|Client))(?:<[^>]*>)?\s+\w+");
    private static Regex JavaInput => field ??= Pattern.Of(@"@(?:RequestParam|PathVariable|RequestBody|RequestHeader|CookieValue|ModelAttribute|QueryParam|PathParam|FormParam|HeaderParam|CookieParam|MatrixVariable|RequestPart)\b");
    private static Regex ScriptInput => field ??= Pattern.Of(@"@(?:Query|Param|Body|Headers|Req|UploadedFile|Cookies|QueryParam|BodyParam|Args)\(");
    private static Regex SharpInput => field ??= Pattern.Of(@"\[From(?:Query|Body|Route|Form|Header)\b");
    private static Regex SharpAction => field ??= Pattern.Of(@"\[(?:\w+,\s*)?Http(?:Get|Post|Put|Delete|Patch)\b|\[Route\b");
    private static Regex SharpResult => field ??= Pattern.Of(@"^(?:async )?(?:Task<)?(?:I?ActionResult|JsonResult|ViewResult|FileResult|ContentResult)\b");
    private static Regex PythonWeb => field ??= Pattern.Of(@"\b(?:import|from)\s+(?:flask|django|rest_framework|fastapi|starlette|bottle|aiohttp|tornado|sanic|falcon|pyramid|cherrypy|webob|quart|werkzeug|webapp2|graphene|ariadne|strawberry|connexion|ninja|litestar)\b");

    private static readonly Dictionary<Languages, Anchors> Marks = new()
    {
        [Languages.Python] = new(["request", "get_argument", "info,", "recv("]),
        [Languages.JavaScript] = new(["req", "ctx", "event", "location", "document", "@Query", "@Body", "@Param", "socket", "ws"]),
        [Languages.TypeScript] = new(["req", "ctx", "event", "location", "document", "@Query", "@Body", "@Param", "socket", "ws"]),
        [Languages.Java] = new(["equest", "@PathVariable", "@QueryParam", "@PathParam", "@FormParam", "getOriginalFilename"]),
        [Languages.CSharp] = new(["Request", "[Http", "[Route", "[From", ".MapGet(", ".MapPost(", "OnGet", "OnPost", "Controller"]),
        [Languages.Php] = new(["$_", "equest", "Input::", "php://input"]),
        [Languages.Go] = new(["http.Request", "gin.Context", "echo.Context", "fiber.Ctx", "mux.Vars"]),
        [Languages.Ruby] = new(["params", "request", "cookies"]),
    };

    /// <summary>Whether the file may read any.</summary>
    public static bool MayBeIn(SourceFile file) => Marks.TryGetValue(file.Language, out var marks) && marks.Next(file.Text, 0) is not null;

    /// <summary>Whether the file uses a framework that serves requests.</summary>
    public static bool IsServed(SourceFile file) => file.Language is not Languages.Python || PythonWeb.IsMatch(file.Text);

    /// <summary>What an expression reads; null where it is none of these.</summary>
    public static Taint? Read(ParsedFile file, Expression expression)
    {
        var isWhole = false;
        var isInput = expression switch
        {
            Expression.Name name => IsInput(file.File.Language, name.Id),
            Expression.Member member => IsInput(file, member, out isWhole),
            Expression.Element { Of: Expression.Name { Id: "$_SERVER" }, Index: Expression.Constant { Text: var key } } => PhpServer.Any(start => key.StartsWith(start, StringComparison.Ordinal)),
            Expression.Call { Callee: Expression.Name { Id: "request" or "input" }, Arguments.Count: > 0 } => file.File.Language is Languages.Php,
            Expression.Call { Function: "file_get_contents", Arguments: [{ Value: Expression.Constant { Text: "php://input" } }, ..] } => true,
            _ => false,
        };
        return isInput ? new Taint(new Origin(file, expression.At, What(file, expression.At)), 0) { IsWhole = isWhole || expression is Expression.Name } : null;
    }

    /// <summary>What a parameter of a routine holds that a framework calls; null where no framework does, or what it hands over is harmless.</summary>
    public static Taint? Of(ParsedFile file, Routine routine, Parameter parameter, int place)
    {
        if (parameter.Name is "" or "self" or "cls" or "this" or "request" or "req" or "res" or "response" || TypedNumber.IsMatch(parameter.Note) || Service.IsMatch(parameter.Note))
            return null;
        var isInput = file.File.Language switch
        {
            Languages.Python => IsPythonInput(routine, parameter, place),
            Languages.Java => JavaInput.IsMatch(parameter.Note),
            Languages.JavaScript or Languages.TypeScript => ScriptInput.IsMatch(parameter.Note),
            Languages.CSharp => SharpInput.IsMatch(parameter.Note) || (routine.Marks.Any(mark => SharpAction.IsMatch(mark)) && routine.Owner.Length > 0)
                || (routine.Owner.EndsWith("Controller", StringComparison.Ordinal) && routine.Marks.Any(mark => SharpResult.IsMatch(mark)))
                || (routine.Name.StartsWith("OnPost", StringComparison.Ordinal) || routine.Name.StartsWith("OnGet", StringComparison.Ordinal)) && routine.Owner.EndsWith("Model", StringComparison.Ordinal),
            _ => false,
        };
        return isInput ? new Taint(new Origin(file, routine.At, $"parameter {parameter.Name}"), 0) : null;
    }

    // The frameworks pass what stands in a route's angle brackets, and GraphQL what the query says.
    private static bool IsPythonInput(Routine routine, Parameter parameter, int place) =>
        routine.Marks.Any(mark => PythonRoute.IsMatch(mark) && !mark.Contains($"int:{parameter.Name}", StringComparison.Ordinal) && !mark.Contains($"uuid:{parameter.Name}", StringComparison.Ordinal))
        || (place >= 2 && routine.Parameters[place is 2 or > 2 ? 1 : 0].Name is "info" && (routine.Name is "mutate" || routine.Name.StartsWith("resolve_", StringComparison.Ordinal)));

    private static bool IsInput(Languages language, string name) => language switch
    {
        Languages.Php => PhpGlobals.Contains(name),
        Languages.Ruby => name is "params" or "cookies",
        _ => false,
    };

    private static bool IsInput(ParsedFile file, Expression.Member member, out bool isWhole)
    {
        isWhole = false;
        if (!ByMember.TryGetValue((file.File.Language, member.Id), out var rows))
            return false;
        var of = member.Of switch { Expression.Name name => name.Id, Expression.Member inner => inner.Id, Expression.Call call => call.Function, _ => "" };
        var found = rows.Where(row => row.Of is "*" || row.Of.Split(' ').Contains(of)).Where(row => !row.NeedsFramework || file.IsServed).ToList();
        isWhole = found.Any(row => row.IsWhole);
        return found.Count > 0;
    }

    private static string What(ParsedFile file, int at)
    {
        var text = file.File.Text;
        var (end, depth) = (at, 0);
        for (; end < text.Length && end - at < 60 && text[end] is not ('\n' or ';' or ',' or ' ' or '{' or '}'); end++)
        {
            depth += text[end] is '(' or '[' ? 1 : text[end] is ')' or ']' ? -1 : 0;
            if (depth < 0)
                break;
        }

        return text[at..end];
    }

    private static Dictionary<(Languages, string), List<Row>> Index() => Rows
        .SelectMany(row => Enum.GetValues<Languages>().Where(language => int.IsPow2((int)language) && row.Languages.HasFlag(language))
            .SelectMany(language => row.Members.Split(' ').Select(member => (Key: (language, member), row))))
        .GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.Select(entry => entry.row).ToList());
}
