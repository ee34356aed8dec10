using System.Globalization;
using System.Text.Json;

namespace CodeReview.Terraform.Tests;

/// <summary>The sums of the module's README, done again with the prices and the formulas that stand there.</summary>
public sealed class CostTests
{
    private const decimal HoursOfAMonth = 730;

    private const decimal Zones = 2;

    private const decimal Gigabytes = 1769m / 1024;

    // In the order of the README's columns.
    private static readonly string[] Kinds = ["input", "output", "cache_write", "cache_read"];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Module.Folder, "README.md"));

    [Theory]
    [InlineData("`nat`, rules", 0, true)]
    [InlineData("`nat`, a model", 1, true)]
    [InlineData("`endpoints`, rules", 1, false)]
    [InlineData("`endpoints`, a model", 2, false)]
    public void What_is_fixed_adds_up(string fleet, int endpoints, bool nat)
    {
        // Errors and deliveries of three functions, the dead letters, three of the file system.
        const int Alarms = 10;
        var gateway = nat ? HoursOfAMonth * (Price("NAT gateway") + Price("public address of it *")) : 0;
        var interfaces = endpoints * Zones * HoursOfAMonth * Price("interface endpoint, each in two zones");
        var alarms = Alarms * Price("alarm *");
        var sweep = (8760 * 0.3m * Gigabytes * Price("Lambda x86_64")) + (8760 * Price("Lambda request") / 1_000_000);

        Assert.Equal(Rounded(2, gateway, interfaces, alarms, sweep, gateway + interfaces + alarms + sweep), Row(fleet)[1..]);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("medium")]
    [InlineData("large")]
    public void What_a_review_takes_adds_up(string review)
    {
        const int Agents = 2;
        var row = Row(review);
        var (files, shards, tasks) = (Number(row[1]), Number(row[2]), Number(row[3]));
        var workspace = ((files + (4 * tasks) + 20) * Price("S3 Files: a small file written and exported") / 1000) + (Agents * files * Price("S3 Files: a small file read") / 1000);
        var compute = ((60 + (tasks * 0.3m) + (tasks * 5)) * Gigabytes * Price("Lambda x86_64")) + (2 * tasks * Price("Lambda request") / 1_000_000);

        Assert.Equal(decimal.Ceiling(files / 60), shards);
        Assert.Equal(Agents * shards, tasks);
        Assert.Equal(Rounded(3, workspace, compute, workspace + compute), row[4..]);
    }

    [Theory]
    [InlineData("Claude Sonnet 5.5", "claude-sonnet-5-5", 1.44)]
    [InlineData("Claude Haiku 5.5", "claude-haiku-5-5", 0.07)]
    public void What_a_conversation_takes_adds_up_with_the_prices_that_the_agents_count_with(string name, string model, decimal said)
    {
        var prices = Lines.Single(line => line.StartsWith($"| {name} ", StringComparison.Ordinal)).Split('|')[3].Split('/').Select(Number).ToList();
        var (input, output, cacheWrite, cacheRead) = (prices[0], prices[1], prices[2], prices[3]);
        using var settings = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Module.Repository, "src", "Agents", "Models", "models.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var counted = settings.RootElement.GetProperty("prices").EnumerateArray().Single(price => price.GetProperty("model").GetString() == model);

        Assert.Equal([input, output, cacheWrite, cacheRead], Kinds.Select(kind => counted.GetProperty(kind).GetDecimal()));
        Assert.Equal(said, decimal.Round(((40 * 80_000 * cacheRead) + (160_000 * cacheWrite) + (40_000 * output)) / 1_000_000, 2));
        Assert.Contains(Lines, line => line.Contains($"{said.ToString(CultureInfo.InvariantCulture)} with {name["Claude ".Length..]}", StringComparison.Ordinal));
    }

    private static string[] Rounded(int digits, params decimal[] amounts) =>
        [.. amounts.Select(amount => decimal.Round(amount, digits, MidpointRounding.AwayFromZero).ToString($"F{digits}", CultureInfo.InvariantCulture))];

    private static decimal Price(string what) => Number(Lines.Single(line => line.StartsWith($"| {what} ", StringComparison.Ordinal)).Split('|')[3]);

    private static string[] Row(string what) =>
        Lines.Single(line => line.StartsWith($"| {what} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries)[1..^1];

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
