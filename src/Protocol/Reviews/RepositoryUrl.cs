using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using CodeReview.Protocol.Json;

namespace CodeReview.Protocol.Reviews;

/// <summary>
/// Where a repository is: an <c>http(s)</c> URL, or a folder of this machine as a <c>file</c> URL. Canonical, so that two
/// spellings of one place are equal: scheme and host in lower case, no default port, no trailing slash, no <c>.git</c>
/// suffix on http(s). It never holds a user name or a password: what is stored under this type is safe to print.
/// </summary>
[JsonConverter(typeof(TextValueConverter<RepositoryUrl>))]
public readonly record struct RepositoryUrl : ITextValue<RepositoryUrl>
{
    private readonly string? _value;

    private RepositoryUrl(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This repository URL was never given a value.");

    /// <summary>Whether the repository is a folder of this machine.</summary>
    public bool IsLocal => Value.StartsWith("file://", StringComparison.Ordinal);

    /// <summary>The folder, where <see cref="IsLocal"/>.</summary>
    public string LocalPath => new Uri(Value).LocalPath;

    /// <summary>The last component of the path, without <c>.git</c>: a name for people, not an identity.</summary>
    public string Name
    {
        get
        {
            var name = Path.GetFileName(Uri.UnescapeDataString(Value));
            return name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        }
    }

    /// <summary>
    /// Accepts an absolute <c>http</c>, <c>https</c> or <c>file</c> URL; and the ssh address of a host that serves the same path over https,
    /// which becomes that one. A relative path is the caller's to resolve.
    /// </summary>
    public static bool TryParse(string? text, out RepositoryUrl value, [NotNullWhen(false)] out string? problem)
    {
        value = default;
        problem = null;
        // What stands before it may be a password, and a message is stored and logged.
        var shown = Shown.Of(text?[(text.LastIndexOf('@') + 1)..]);
        var address = RepositoryAddress.OverHttps(text?.Trim() ?? "", out var suggestion);
        if (suggestion is not null)
        {
            problem = $"'{shown}' is cloned over ssh, which cannot be done here: try {Shown.Of(suggestion)}.";
        }
        else if (string.IsNullOrWhiteSpace(text) || text.Length > 2048 || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            problem = $"'{shown}' is not the URL of a repository: give https://host/owner/name, or a path on this machine.";
        }
        else if (uri.UserInfo.Length > 0)
        {
            problem = "The URL holds a user name or a password, which would be stored with the review; leave it out.";
        }
        else if (uri.Scheme is "http" or "https")
        {
            problem = OfServer(uri, shown, out value);
        }
        else if (uri is { Scheme: "file", Host: "" })
        {
            var path = uri.AbsolutePath.TrimEnd('/');
            value = new RepositoryUrl($"file://{(path.Length is 0 ? "/" : path)}");
        }
        else
        {
            problem = $"'{shown}' cannot be cloned: http, https and paths of this machine can; {Shown.Of(uri.Scheme)} cannot.";
        }

        return problem is null;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static string? OfServer(Uri uri, string shown, out RepositoryUrl value)
    {
        value = default;
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(".git", StringComparison.OrdinalIgnoreCase))
            path = path[..^4];
        if (path.Length <= 1)
            return $"'{shown}' names a host but no repository: give https://host/owner/name.";
        if (uri.Query.Length + uri.Fragment.Length > 0)
            return $"'{shown}' has a query or a fragment: give the address that 'git clone' takes.";
        // The other form of an IPv6 address has no brackets.
        var host = uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        value = new RepositoryUrl($"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{path}");
        return null;
    }
}
