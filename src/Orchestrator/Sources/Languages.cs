using System.Collections.Frozen;
using System.Text;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Sources;

/// <summary>Tells a file's language by its name, and that of a script without an extension by its first line.</summary>
internal static class Languages
{
    public const string Text = "text";
    public const string Markdown = "markdown";

    private const int MaxFirstLine = 200;

    private static readonly FrozenDictionary<string, string> ByExtension = Table(
        ("csharp", ".cs .csx"), ("javascript", ".js .mjs .cjs .jsx"), ("typescript", ".ts .mts .cts .tsx"), ("python", ".py .pyi .pyw"),
        ("java", ".java"), ("php", ".php .phtml .php5 .inc"), ("go", ".go"), ("ruby", ".rb .rake .gemspec"), ("template", ".erb .ejs .j2 .jinja .jinja2 .twig .njk .hbs .handlebars .mustache .jsp .pug .jade .haml .slim .liquid .ftl"), ("kotlin", ".kt .kts"),
        ("c", ".c .h"), ("cpp", ".cc .cpp .cxx .c++ .hh .hpp .hxx .inl .ipp"), ("rust", ".rs"), ("swift", ".swift"), ("scala", ".scala .sc .sbt"),
        ("fsharp", ".fs .fsi .fsx"), ("visualbasic", ".vb .bas"), ("dart", ".dart"), ("lua", ".lua"), ("perl", ".pl .pm .t"), ("r", ".r"),
        ("elixir", ".ex .exs"), ("erlang", ".erl .hrl"), ("clojure", ".clj .cljs .cljc"), ("haskell", ".hs"), ("groovy", ".groovy .gradle"),
        ("objectivec", ".m .mm"), ("solidity", ".sol"), ("shell", ".sh .bash .zsh .ksh .fish"), ("powershell", ".ps1 .psm1 .psd1"),
        ("batch", ".bat .cmd"), ("sql", ".sql .psql .tsql"), ("html", ".html .htm .xhtml"), ("css", ".css .scss .sass .less"), ("vue", ".vue"),
        ("svelte", ".svelte"), ("razor", ".razor .cshtml .vbhtml"), ("terraform", ".tf .tfvars .hcl"), ("dockerfile", ".dockerfile"),
        ("yaml", ".yaml .yml"), ("json", ".json .jsonc .json5 .webmanifest"), ("toml", ".toml"), ("ini", ".ini .cfg .conf .properties .env"),
        ("xml", ".xml .csproj .vbproj .fsproj .props .targets .config .xsd .xsl .xslt .xaml .resx .nuspec .plist .wsdl .axml"),
        (Markdown, ".md .markdown .mdx"), ("protobuf", ".proto"), ("graphql", ".graphql .gql"), ("makefile", ".mk .mak"), ("cmake", ".cmake"));

    private static readonly FrozenDictionary<string, string> ByName = Table(
        ("dockerfile", "dockerfile containerfile"), ("makefile", "makefile gnumakefile"), ("cmake", "cmakelists.txt"),
        ("ruby", "gemfile rakefile vagrantfile podfile fastfile"), ("groovy", "jenkinsfile"), ("ini", ".env .editorconfig .npmrc .gitconfig"),
        ("shell", ".bashrc .bash_profile .profile .zshrc"), ("json", ".babelrc .eslintrc .prettierrc"));

    private static readonly FrozenDictionary<string, string> ByInterpreter = Table(
        ("shell", "sh bash dash zsh ksh ash fish"), ("python", "python"), ("javascript", "node nodejs"), ("typescript", "deno ts-node tsx"),
        ("ruby", "ruby"), ("perl", "perl"), ("php", "php"), ("powershell", "pwsh"), ("lua", "lua"), ("groovy", "groovy"), ("elixir", "elixir"));

    public static string Of(WorkspacePath path)
    {
        var name = path.FileName.ToLowerInvariant();
        if (ByName.TryGetValue(name, out var language) || ByExtension.TryGetValue(path.Extension, out language))
            return language;
        return name.StartsWith("dockerfile.", StringComparison.Ordinal) ? "dockerfile" : name.StartsWith(".env.", StringComparison.Ordinal) ? "ini" : Text;
    }

    public static string Of(WorkspacePath path, ReadOnlySpan<byte> content)
    {
        var language = Of(path);
        if (language is not Text || path.Extension.Length > 0 || !content.StartsWith("#!"u8))
            return language;
        var line = content[2..Math.Min(content.Length, MaxFirstLine)];
        var end = line.IndexOf((byte)'\n');
        // "#!/usr/bin/env -S python3.12 -u": the interpreter is the first word that is neither env nor an option of it.
        var words = Encoding.UTF8.GetString(end < 0 ? line : line[..end]).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var interpreter = words.Select(Path.GetFileName).FirstOrDefault(word => word is not "env" && word is not ['-', ..]);
        return ByInterpreter.GetValueOrDefault(interpreter?.TrimEnd("0123456789.".ToCharArray()) ?? "", Text);
    }

    private static FrozenDictionary<string, string> Table(params (string Language, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Language)))
        .ToFrozenDictionary(row => row.name, row => row.Language, StringComparer.Ordinal);
}
