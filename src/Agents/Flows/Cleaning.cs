namespace CodeReview.Agents.Flows;

/// <summary>Functions by what they take away from a value, or what they pass on.</summary>
internal static class Cleaning
{
    private static readonly Dictionary<string, Danger> ByFunction = Index(
        (Danger.Any, "int float len bool Number parseInt parseFloat intval floatval doubleval Integer Float to_i to_f Atoi ParseInt ParseFloat ParseBool valueOfInt toInt abs round count size length indexOf"
            + " md5 sha1 sha256 sha512 hexdigest digest hash hash_password generate_password_hash check_password_hash bcrypt hashpw checkpw password_hash password_verify compare compareSync hashSync make_password isinstance hasattr"
            + " render_template render Render View view send_from_directory send_file sendFile redirect redirect_to parseUUID UUID isalnum isdigit uuid4 ObjectId strtotime date Guid getSize TryParse int64 Int32 ToInt32 ToInt64 MapPath permit safe_load validate validated fromString is_safe getRandomValues"),
        (Danger.Html | Danger.Header | Danger.Redirect | Danger.Address | Danger.Path, "encodeURIComponent encodeURI quote_plus urlencode rawurlencode QueryEscape PathEscape UrlEncode EscapeDataString url_for reverse u url_encode"),
        (Danger.Html, "htmlspecialchars htmlentities escape escapeHtml escape_html h HtmlEncode HTMLEscapeString html_escape forHtml encodeForHTML escapeHtml4 htmlEscape clean sanitize sanitizeHtml sanitize_html strip_tags bleach jsonify dumps stringify json_encode JsonResponse to_json esc_html esc_attr e conditional_escape format_html ERB_escape json ok Ok Json JSON createTextNode"),
        (Danger.Command, "quote escapeshellarg escapeshellcmd shellescape shlex_quote split"),
        (Danger.Path, "secure_filename basename GetFileName getName Base safe_join GetFileNameWithoutExtension sanitize_filename safe_path cleanPath"),
        (Danger.Sql, "mysqli_real_escape_string real_escape_string mysql_real_escape_string escape_string quote escape addslashes escapeId sanitize_sql sanitize_sql_array quote_ident pg_escape_string pg_escape_literal escapeLiteral prepare esc_sql"),
        (Danger.Ldap, "escape_filter_chars escape_rdn ldap_escape encodeForLDAP LdapFilterEncode filterEncode EscapeFilter"),
        (Danger.XPath, "encodeForXPath"),
        (Danger.Pattern, "escape escapeRegExp preg_quote quote QuoteMeta escapeRegex"),
        (Danger.Operators | Danger.Members, "String toString str sanitize mongoSanitize"),
        (Danger.Log | Danger.Header, "replace replaceAll repr strip_newlines"),
        (Danger.Code, "literal_eval"));

    /// <summary>Functions whose result holds what their arguments hold.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "format", "Format", "formatted", "join", "Join", "concat", "Concat", "replace", "sprintf", "Sprintf", "Sprint", "implode", "str_replace", "preg_replace", "Combine", "resolve", "unquote", "loads", "parse", "b64decode", "urlsafe_b64decode",
        "Path", "PurePath", "str", "String", "bytes", "bytearray", "from", "decode", "atob", "dict", "list", "tuple", "copy", "deepcopy", "trim", "rtrim", "ltrim", "strtolower", "strtoupper", "urldecode", "base64_decode", "explode", "json_decode", "substr", "ucfirst",
        "array_merge", "fromJson", "readValue", "Decode", "Deserialize", "of", "valueOf", "append", "assign", "ToLower", "ToUpper", "TrimSpace", "Trim", "Replace", "Unmarshal", "ReadAll", "File", "URL", "URI", "decode64", "urlsafe_decode64", "strict_decode64", "toPath", "Paths", "byte",
        "urljoin", "abspath", "normpath", "realpath", "expanduser", "fromstring", "StringIO", "BytesIO", "urlparse", "text", "literal_column", "mark_safe", "Markup", "raw", "SafeString", "escape_uri", "getBytes", "string", "stripslashes", "nl2br", "expand_path", "getElementById",
    };

    private static readonly HashSet<string> Storing = new(StringComparer.Ordinal)
    {
        "append", "push", "add", "Add", "put", "extend", "insert", "Append", "AppendLine", "AppendFormat", "unshift", "update", "write", "set", "setText", "concat", "WriteString", "addAll", "appendleft",
    };

    private static readonly string[] Decisions =
    [
        "valid", "safe", "allow", "whitelist", "permitted", "check_path", "is_local", "islocal", "isalnum", "isdigit", "isalpha", "isnumeric", "isnumber", "isinteger", "isnan", "ctype_", "is_numeric", "is_int", "fullmatch", "ismatch", "issubset", "is_relative_to", "issafe", "url_has_allowed_host",
        "in_array", "array_key_exists", "includes", "has_permission",
    ];

    /// <summary>What the function takes away; none for most.</summary>
    public static Danger Of(string function) => ByFunction.TryGetValue(function, out var danger) ? danger : IsPredicate(function) ? Danger.Any : Danger.None;

    /// <summary>What a function of the repository takes away by its name alone. Whether one answers a question is told by what it returns.</summary>
    public static Danger OfOwn(string function) => IsPredicate(function) || function is "count" or "size" or "length" or "round" or "date" ? Danger.None : Of(function);

    public static bool Passes(string function) => Passing.Contains(function);

    /// <summary>Whether the method puts its arguments into what it is called on.</summary>
    public static bool Stores(string function) => Storing.Contains(function);

    /// <summary>What a condition that calls the function takes away from what the function looks at.</summary>
    public static Danger OfCheck(string function)
    {
        if (function is "startswith" or "startsWith" or "StartsWith" or "start_with?" or "HasPrefix" or "str_starts_with" or "strpos" or "Contains" or "contains" or "str_contains" or "indexOf" or "IsLocalUrl")
            return Danger.Place;
        if (function is "match" or "test" or "matches" or "preg_match" or "MatchString" or "match?" or "IsMatch" or "has" or "include?")
            return Danger.Any;
        return Decisions.Any(word => function.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Danger.Any : Danger.None;
    }

    private static bool IsPredicate(string function) => (function.StartsWith("is", StringComparison.Ordinal) && function.Length > 2 && (char.IsUpper(function[2]) || function[2] is '_')) || function.EndsWith('?')
        || function is "endswith" or "startswith" or "startsWith" or "endsWith" or "exists" or "equals" or "contains" or "includes" or "has_key" or "isset" or "empty" or "in_array" or "compareTo";

    private static Dictionary<string, Danger> Index(params (Danger Danger, string Names)[] rows)
    {
        var index = new Dictionary<string, Danger>(StringComparer.Ordinal);
        foreach (var (danger, names) in rows)
        {
            foreach (var name in names.Split(' '))
                index[name] = index.GetValueOrDefault(name) | danger;
        }

        return index;
    }
}
