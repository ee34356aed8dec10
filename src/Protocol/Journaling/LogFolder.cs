using System.Globalization;

namespace CodeReview.Protocol.Journaling;

/// <summary>The paths of one log: <c>claims/000007.json</c> and <c>segments/000007.jsonl</c>.</summary>
internal sealed record LogFolder(string Path)
{
    private string Claims => System.IO.Path.Combine(Path, "claims");

    public string Claim(int token) => System.IO.Path.Combine(Claims, $"{Name(token)}.json");

    public string Segment(int token) => System.IO.Path.Combine(Path, "segments", $"{Name(token)}.jsonl");

    /// <summary>The highest token that a listing shows; there may be higher ones. 0 where it shows none.</summary>
    public int HighestListedToken(ILogFiles files) => files.List(Claims)
        .Select(name => int.TryParse(System.IO.Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out var token) ? token : 0)
        .DefaultIfEmpty(0)
        .Max();

    private static string Name(int token) => token.ToString("d6", CultureInfo.InvariantCulture);
}
