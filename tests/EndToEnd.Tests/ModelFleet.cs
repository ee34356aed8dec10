using System.Text.Json.Nodes;
using CodeReview.Protocol.Findings;
using CodeReview.Protocol.Json;
using CodeReview.Protocol.Tasks;
using CodeReview.Protocol.Workspace;
using CodeReview.Testing;

namespace CodeReview.EndToEnd.Tests;

/// <summary>The command line with models that a stand-in answers for, by a script.</summary>
internal sealed class ModelFleet : IAsyncDisposable
{
    public const string Model = "bedrock:us.anthropic.claude-sonnet-5-5";
    private readonly TemporaryFolder _folder = new();

    private ModelFleet(FakeBedrock bedrock) => Bedrock = bedrock;

    public FakeBedrock Bedrock { get; }

    /// <summary>Called with each request before it is answered.</summary>
    public Action<JsonNode> AtRequest { get; set; } = _ => { };

    /// <summary>Where the repository goes that is reviewed.</summary>
    public string Repository => Folder("repository");

    public static async Task<ModelFleet> StartAsync(Func<JsonNode, IReadOnlyList<object>> script)
    {
        ModelFleet? fleet = null;
        fleet = new ModelFleet(await FakeBedrock.StartAsync(request =>
        {
            fleet!.AtRequest(request);
            return script(request);
        }));
        await File.WriteAllTextAsync(fleet.Folder("models.json"), fleet.Bedrock.Settings);
        return fleet;
    }

    public string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The command over a workspace of that name.</summary>
    public CommandLine Over(string workspace, string prompts = "", string key = "") => new(Folder(workspace))
    {
        Variables = new Dictionary<string, string>
        {
            ["CODEREVIEW_MODELS"] = Folder("models.json"),
            ["CODEREVIEW_PROMPTS"] = prompts,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "not-a-real-one",
            ["OPENAI_API_KEY"] = key,
        },
    };

    /// <summary>What an agent found in the review "sample".</summary>
    public AgentFindings Results(string workspace, AgentName? agent = null) =>
        WorkspaceFile.ReadJson(Review(workspace).Findings(agent ?? AgentName.Security), ProtocolJson.Default.AgentFindings);

    public ReviewLayout Review(string workspace) => Over(workspace).Workspace.Review(CommandLine.Id("sample"));

    public async ValueTask DisposeAsync()
    {
        await Bedrock.DisposeAsync();
        _folder.Dispose();
    }
}
