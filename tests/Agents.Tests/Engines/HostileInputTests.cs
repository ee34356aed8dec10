using CodeReview.Agents.Engines;
using CodeReview.Agents.Rules;
using CodeReview.Agents.Tests.Rules;

namespace CodeReview.Agents.Tests.Engines;

/// <summary>What a repository may hold to hurt its reviewer. Each would fail by a crash or by never ending.</summary>
public sealed class HostileInputTests
{
    private const int Large = 1 << 20;

    public static TheoryData<string, string> Files => new()
    {
        { "a.cs", $"class A {{ int B = {new string('(', Large)}" },
        { "a.cs", $"class A {{ bool B = {new string('!', Large)}x; }}" },
        { "a.cs", $"class A {{ object B = {Repeat("x => ")}1; }}" },
        { "a.cs", $"class A {{ int B = {Repeat("a ? b : ")}1; }}" },
        { "a.cs", $"class A {{ int B = {Repeat("1 + ")}1; }}" },
        { "a.cs", $"class A {{ {Repeat("A<")} b; }}" },
        { "a.cs", $"class A {{ void B() {{ {Repeat("if (a) ; else ")} ; }} }}" },
        { "a.cs", $"class A {{ void B() {{ {Repeat("if (a) ")} ; }} }}" },
        { "a.cs", $"class A {{ object B = {Repeat("(int)")}1; }}" },
        { "a.cs", $"class A {{ object B = a{Repeat(".b()")}; }}" },
        { "a.cs", Repeat("namespace A { ") },
        { "a.cs", $"class A {{ object B = {Repeat("await ")}c; }}" },
        { "a.cs", $"class A {{ object B = {Repeat("from a in b select ")}c; }}" },
        { "a.cs", Repeat("try { } catch ") },
        { "a.py", Repeat("if a:\n ") },
        { "a.py", Repeat("cursor.execute(\"SELECT * FROM t WHERE a = \" + ") },
        { "a.py", Repeat("password = '") },
        { "a.py", Repeat("def f(a=[]):\n") },
        { "a.py", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"x{i} = eval(y)\n")) },
        { "a.py", string.Concat(Enumerable.Range(0, 40_000).Select(i => $"  x{i} = open(y)\n  x{i}.close()\n")) },
        { "a.rb", string.Concat(Enumerable.Range(0, 15_000).Select(i => $"\n before_action :require_login, only: [:a{i}]\n def a{i}\n end\n").Prepend("class AController")) },
        { "a.go", Repeat("r.Use(auth.Login)\nr.POST(\"/a\", h)\n") },
        { "a.php", Repeat("Route::post('/a', 'AController@b');\n") },
        { "a.js", $"app.get('/a', (req, res) => {{ res.send(req{Repeat(".path")}); }});" },
        { "a.js", $"app.get('/a', (req, res) => {{ res.send(req{string.Concat(Enumerable.Repeat(".path", 60))}); }});" },
        { "a.js", Repeat("exec(child_process") },
        { "a.js", Repeat(".innerHTML = a + ") },
        { "a.js", Repeat("/(a+)") },
        { "a.js", Repeat("function(){") },
        { "a.js", Repeat("catch {") },
        { "a.java", Repeat("\"\"\"") },
        { "a.txt", Repeat("AKIA") },
        { "a.txt", Repeat("://a:b@") },
        { "a.txt", new string('\0', Large) },
        { "a.txt", new string('\uD800', Large) },
        { "a.txt", new string('\uDB40', Large) },
        { ".github/workflows/a.yml", Repeat("${{ github.head_ref }}") },
        { ".github/workflows/b.yml", Repeat(" ${{ github.head_ref }}\n") },
    };

    // Not enumerated beforehand: on its way through the runner a text becomes UTF-8, in which half a surrogate pair is no longer one.
    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task No_file_keeps_the_rules_from_ending(string path, string text)
    {
        var review = Task.Run(() => RuleSet.All.Sum(rule => Claims.Of(rule, Some.File(path, text)).Count()));

        await review.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(review.IsCompletedSuccessfully);
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, Large / text.Length));
}
