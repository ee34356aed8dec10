using System.Text;

namespace CodeReview.Bench.Measuring;

/// <summary>What a benchmark found, as Markdown.</summary>
/// <param name="Title">The benchmark's name and question.</param>
/// <param name="Columns">The heads.</param>
internal sealed record Table(string Title, params IReadOnlyList<string> Columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder($"\n### {Title}\n\n");
        foreach (var row in _rows.Prepend([.. Columns.Select(_ => "---")]).Prepend([.. Columns]))
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        return text.ToString();
    }
}

/// <summary>Whether a bar is met, as a table says it.</summary>
internal static class Bar
{
    public static string AtLeast(double bar, double found) => found >= bar ? "met" : "missed";

    public static string AtMost(double bar, double found) => found <= bar ? "met" : "missed";
}
