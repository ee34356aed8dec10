using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;

namespace CodeReview.Orchestrator.Tests.Verifying;

/// <summary>A review's folder as the agents leave it.</summary>
internal sealed class ReviewedFolder(string folder)
{
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    public ReviewLayout Layout { get; } = new(folder);

    public Dictionary<TaskId, string> Digests { get; } = [];

    public static Finding Claim(string path, int line, string quote, string rule = "sql-injection/concatenation", Severity severity = Severity.High) => new()
    {
        Fingerprint = Fingerprint.Of(TextValue.Parse<RuleId>(rule), TextValue.Parse<WorkspacePath>(path), quote),
        Rule = TextValue.Parse<RuleId>(rule),
        Cwe = "CWE-89",
        Severity = severity,
        SeverityReason = "Anybody can read the table.",
        Confidence = Confidence.Medium,
        ConfidenceReason = "The input was not followed.",
        Title = "SQL is made of input",
        Description = "The statement is concatenated.",
        Recommendation = "Use parameters.",
        Path = TextValue.Parse<WorkspacePath>(path),
        StartLine = line,
        EndLine = line,
        Quote = quote,
    };

    public ReviewedFolder File(string path, string content)
    {
        _files[path] = content;
        WorkspaceFile.WriteText(Path.Combine(Layout.Repo, path), content);
        return this;
    }

    public ReviewedFolder Result(string task, params Finding[] findings)
    {
        var id = TextValue.Parse<TaskId>(task);
        Digests[id] = WorkspaceFile.WriteJson(
            Layout.TaskResult(id),
            new TaskResult
            {
                Task = id,
                Engine = "rules",
                ShardDigest = "sha256:0",
                Files = _files.Keys.Select(path => new FileCoverage(path, FileFate.Read)).ToValueArray(),
                Findings = findings.ToValueArray(),
                Usage = Usage.None,
            },
            ProtocolJson.Indented.TaskResult);
        return this;
    }

    /// <summary>Has a verifier have given these verdicts.</summary>
    public ReviewedFolder Verdicts(string task, params GivenVerdict[] verdicts)
    {
        Result(task);
        var id = TextValue.Parse<TaskId>(task);
        var result = WorkspaceFile.ReadJson(Layout.TaskResult(id), ProtocolJson.Indented.TaskResult);
        var given = result with { Files = [], Verdicts = verdicts.ToValueArray(), Usage = new Usage(2, 200, 100, 20, 0.5m) };
        Digests[id] = WorkspaceFile.WriteJson(Layout.TaskResult(id), given, ProtocolJson.Indented.TaskResult);
        return this;
    }

    /// <summary>Has a finished task say something of a file that it read.</summary>
    public void Remark(string task, string path, string remark)
    {
        var id = TextValue.Parse<TaskId>(task);
        var result = WorkspaceFile.ReadJson(Layout.TaskResult(id), ProtocolJson.Indented.TaskResult);
        var files = result.Files.Select(file => file.Path == path ? file with { Reason = remark } : file).ToValueArray();
        Digests[id] = WorkspaceFile.WriteJson(Layout.TaskResult(id), result with { Files = files }, ProtocolJson.Indented.TaskResult);
    }

    /// <summary>Has a finished task have taken something of a model.</summary>
    public void Took(string task, Usage usage)
    {
        var id = TextValue.Parse<TaskId>(task);
        var result = WorkspaceFile.ReadJson(Layout.TaskResult(id), ProtocolJson.Indented.TaskResult);
        Digests[id] = WorkspaceFile.WriteJson(Layout.TaskResult(id), result with { Usage = usage }, ProtocolJson.Indented.TaskResult);
    }

    /// <summary>Writes the manifest, one shard with every file, and the plan.</summary>
    public ReviewedFolder Planned(params LeftOut[] leftOut)
    {
        var paths = _files.Keys.Select(TextValue.Parse<WorkspacePath>).ToList();
        WorkspaceFile.WriteJson(
            Layout.RepoManifest,
            new RepoManifest
            {
                Url = Grains.Some.Request.RepoUrl,
                Ref = "refs/heads/main",
                Commit = Grains.Some.Commit,
                Files = _files.Count,
                Bytes = 0,
                Entries = paths.Select(path => new RepoFile(path, 0, "")).ToValueArray(),
                LeftOut = leftOut.ToValueArray(),
            },
            ProtocolJson.Indented.RepoManifest);
        var shard = new Shard { Id = ShardId.At(1), Bytes = 0, Files = paths.Select(path => new ShardFile(path, 0, "text")).ToValueArray() };
        var digest = WorkspaceFile.WriteJson(Layout.Shard(ShardId.At(1)), shard, ProtocolJson.Indented.Shard);
        WorkspaceFile.WriteJson(
            Layout.Plan,
            new ReviewPlan { Commit = Grains.Some.Commit, ShardDigests = [digest], Files = _files.Count, Skipped = [] },
            ProtocolJson.Indented.ReviewPlan);
        return this;
    }
}
