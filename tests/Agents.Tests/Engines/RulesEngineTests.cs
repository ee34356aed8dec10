using CodeReview.Agents.Engines;
using CodeReview.Protocol.Findings;

namespace CodeReview.Agents.Tests.Engines;

public sealed class RulesEngineTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Every_file_of_the_shard_is_read_and_no_other()
    {
        var tools = _workspace.Tools(("a.py", "eval(x)\n"), ("other/b.py", "eval(y)\n"));

        var run = await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), default);

        Assert.Equal(new EngineRun(IsSuspended: false, Usage.None), run);
        Assert.True(tools.IsFinished);
        Assert.Equal("a.py", Assert.Single(tools.Findings).Path.Value);
    }

    [Fact]
    public async Task A_value_that_was_followed_tells_its_way()
    {
        var tools = _workspace.Tools(("a.js", "app.get('/', (req, res) => {\n  const name = req.query.name;\n  fs.readFile(name, (error, text) => res.json(text));\n});\n"));

        await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), default);

        var finding = Assert.Single(tools.Findings, finding => finding.Rule.Family is "path-traversal");
        Assert.Equal([(2, "req.query.name is what somebody sent"), (3, "arrives here")], finding.Flow.Select(step => (step.Line, step.Note)));
        Assert.All(finding.Flow, step => Assert.Equal("a.js", step.Path.Value));
    }

    [Fact]
    public async Task A_packed_file_says_which_rules_ran()
    {
        var tools = _workspace.Tools(("a.min.js", "eval(x)\n"));

        await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), default);

        Assert.Equal(new FileCoverage("a.min.js", FileFate.Read, "minified: only the rules for secrets ran"), Assert.Single(tools.Fates));
        Assert.Empty(tools.Findings);
    }

    [Fact]
    public async Task A_file_nested_beyond_the_parser_says_which_rules_did_not_run()
    {
        var shard = _workspace.Fill(("a.cs", $"class A {{ async void B() {{ int c = {new string('(', 1_000)}; }} }}"));
        var tools = new Agents.Tools.ReviewTools(_workspace.Review, Workspace.Task(agent: Protocol.Tasks.AgentName.Style).Task, shard, _workspace.Time);

        await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), default);

        var fate = Assert.Single(tools.Fates);
        Assert.Equal(FileFate.Read, fate.Fate);
        Assert.StartsWith("nested too deeply", fate.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_many_files_do_the_same_way_is_told_of_three_and_the_others_are_named()
    {
        var shard = _workspace.Fill([.. Enumerable.Range(1, 5).Select(i => ($"a{i}.py", "from os import *\n"))]);
        var tools = new Agents.Tools.ReviewTools(_workspace.Review, Workspace.Task(agent: Protocol.Tasks.AgentName.Style).Task, shard, _workspace.Time);

        await new RulesEngine().ReviewAsync(_workspace.EngineTask(tools), default);

        Assert.Equal(["a1.py", "a2.py", "a3.py"], tools.Findings.Select(finding => finding.Path.Value));
        Assert.EndsWith("The same holds of a4.py:1, a5.py:1.", tools.Findings[2].Description, StringComparison.Ordinal);
        Assert.Equal(5, tools.FilesRead);
    }
}
