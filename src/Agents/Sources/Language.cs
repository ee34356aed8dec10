namespace CodeReview.Agents.Sources;

/// <summary>The languages that rules tell apart; a set of them where a rule is for several.</summary>
[Flags]
internal enum Languages
{
    None = 0,
    Text = 1,
    CSharp = 2,
    JavaScript = 4,
    TypeScript = 8,
    Python = 16,
    Java = 32,
    Php = 64,
    Go = 128,
    Ruby = 256,
    Script = JavaScript | TypeScript,
    Braced = CSharp | Script | Java,
    Code = Braced | Python,

    /// <summary>Those that are read for where values go.</summary>
    Flowing = Code | Php | Go | Ruby,
    Any = Flowing | Text,
}

internal static class LanguageNames
{
    /// <summary>The language that a shard names; what no rule knows is text.</summary>
    public static Languages Parse(string name) => name switch
    {
        "csharp" => Languages.CSharp,
        "javascript" or "jsx" => Languages.JavaScript,
        "typescript" or "tsx" => Languages.TypeScript,
        "python" => Languages.Python,
        "java" => Languages.Java,
        "php" => Languages.Php,
        "go" => Languages.Go,
        "ruby" => Languages.Ruby,
        _ => Languages.Text,
    };
}
