using CodeReview.Eval.Labels;
using CodeReview.Protocol.Reviews;
using CodeReview.Testing;

namespace CodeReview.Eval.Tests.Labels;

public sealed class LabelledSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_read_with_its_repositories_beside_it()
    {
        Write("""{"schema": 1, "repository": "shop", "labels": [{"id": "a", "tier": "core", "path": "a.py", "start_line": 1, "end_line": 2, "cwe": ["CWE-89"]}]}""");

        var @case = Assert.Single(LabelledSet.Load(_folder.Path));

        Assert.Equal(("shop", Path.Combine(_folder.Path, "shop")), (@case.Name, @case.Location));
        Assert.Equal(Tier.Core, Assert.Single(@case.Truth.Labels).Tier);
    }

    [Theory]
    [InlineData("""{"schema": 1, "repository": "shop", "labels": [{"id": "a", "tier": "core", "path": "../a.py", "start_line": 1, "end_line": 2, "cwe": ["CWE-89"]}]}""", "nothing outside the repository")]
    [InlineData("""{"schema": 1, "repository": "shop", "labels": [{"id": "a", "tier": "core", "path": "a.py", "start_line": 0, "end_line": 2, "cwe": ["CWE-89"]}]}""", "label 'a'")]
    [InlineData("""{"schema": 1, "repository": "shop", "labels": [{"id": "a", "tier": "core", "path": "a.py", "start_line": 1, "end_line": 2, "cwe": []}]}""", "label 'a'")]
    [InlineData("""{"schema": 1, "repository": "shop", "labels": [{"id": "a", "tier": "sure", "path": "a.py", "start_line": 1, "end_line": 2, "cwe": ["CWE-89"]}]}""", "tier")]
    [InlineData("""{"schema": 2, "repository": "shop", "labels": []}""", "schema 2")]
    [InlineData("""{"schema": 1, "labels": []}""", "repository")]
    [InlineData("nonsense", "is not a file of labels")]
    public void A_file_that_cannot_be_used_is_named_with_what_is_wrong(string content, string said)
    {
        Write(content);

        var e = Assert.Throws<InvalidRequestException>(() => LabelledSet.Load(_folder.Path));

        Assert.Contains("shop.labels.json", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_no_set() => Assert.Throws<InvalidRequestException>(() => LabelledSet.Load(_folder.Path));

    private void Write(string content) => File.WriteAllText(Path.Combine(_folder.Path, "shop.labels.json"), content);
}
