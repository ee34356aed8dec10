using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CodeReview.LambdaEmulator.Invoking;

/// <summary>
/// The X-Ray header that a chain of calls carries along. Its lineage counts how often the chain came by each function, which is how
/// Lambda tells a loop; the functions are named by a hash there.
/// </summary>
internal sealed record TraceHeader(string Root, IReadOnlyDictionary<string, int> Lineage)
{
    /// <summary>A chain that came by a function so often is a loop.</summary>
    public const int Loop = 16;

    public static TraceHeader Begin(Guid id)
    {
        var hex = id.ToString("n");
        return new TraceHeader($"1-{hex[..8]}-{hex[8..]}", new Dictionary<string, int>());
    }

    /// <summary>The header of a call, or null where it is none.</summary>
    public static TraceHeader? Parse(string? header)
    {
        var members = (header ?? "").Split(';').Select(member => member.Split('=', 2)).Where(member => member.Length is 2)
            .DistinctBy(member => member[0]).ToDictionary(member => member[0], member => member[1]);
        if (!members.TryGetValue("Root", out var root))
            return null;
        var lineage = (members.GetValueOrDefault("Lineage") ?? "").Split('|').Select(member => member.Split(':'))
            .Where(member => member.Length is 2).DistinctBy(member => member[0])
            .ToDictionary(member => member[0], member => int.TryParse(member[1], CultureInfo.InvariantCulture, out var count) ? count : 0);
        return new TraceHeader(root, lineage);
    }

    public int CountOf(string function) => Lineage.GetValueOrDefault(HashOf(function));

    /// <summary>The header inside an invocation of the function.</summary>
    public TraceHeader Through(string function) =>
        this with { Lineage = new Dictionary<string, int>(Lineage) { [HashOf(function)] = CountOf(function) + 1 } };

    public override string ToString() => Lineage.Count is 0
        ? $"Root={Root};Sampled=0"
        : $"Root={Root};Sampled=0;Lineage={string.Join('|', Lineage.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Key}:{member.Value}")))}";

    private static string HashOf(string function) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(function)).AsSpan(0, 4));
}
