using CodeReview.Agents.Rules;

namespace CodeReview.Agents.Tests.Rules;

public sealed class RuleCatalogueTests
{
    [Fact]
    public void The_page_in_the_repository_says_what_the_rules_say()
    {
        var path = Path.Combine(Root(), "docs", "rules.md");
        if (Environment.GetEnvironmentVariable("CODEREVIEW_WRITE_RULES") is "1")
            File.WriteAllText(path, RuleCatalogue.Page());

        Assert.True(File.ReadAllText(path) == RuleCatalogue.Page(), "docs/rules.md is older than the rules: run this test once with CODEREVIEW_WRITE_RULES=1.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodeReview.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }
}
