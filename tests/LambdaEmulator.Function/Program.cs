using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.Model;
using Amazon.Lambda.RuntimeSupport;
using CodeReview.Lambda.Lifetimes;

// Does as its events say, so that a test can have a function do anything: the member "do" names it.
using var notice = Environment.GetEnvironmentVariable("EXTENSION") is "yes" ? await ShutdownNotice.RegisterAsync() : null;
using var http = new HttpClient();
var served = 0;
using var bootstrap = LambdaBootstrapBuilder.Create(ServeAsync).UseBootstrapHandler(InitializeAsync).Build();
await bootstrap.RunAsync(notice?.Requested ?? CancellationToken.None);
Note("bye");

async Task<bool> InitializeAsync()
{
    switch (Environment.GetEnvironmentVariable("INIT"))
    {
        case "throw": throw new InvalidOperationException("There is no mount.");
        case "exit": Environment.Exit(4); break;
        case "hang": await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System); break;
        default: break;
    }

    return true;
}

async Task<Stream> ServeAsync(Stream input, ILambdaContext context)
{
    var order = (await JsonNode.ParseAsync(input))!.AsObject();
    served++;
    var answer = order["do"]?.GetValue<string>() switch
    {
        "echo" => order["value"]!.DeepClone(),
        "throw" => throw new InvalidOperationException(order["message"]!.GetValue<string>()),
        "exit" => Exit(order["code"]!.GetValue<int>()),
        "large" => JsonValue.Create(new string('x', order["bytes"]!.GetValue<int>())),
        "print" => Print(order["line"]!.GetValue<string>()),
        "who" => new JsonObject { ["pid"] = Environment.ProcessId, ["served"] = served, ["called"] = context.InvokedFunctionArn, ["remaining"] = context.RemainingTime.TotalSeconds },
        "memory" => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        "variable" => Environment.GetEnvironmentVariable(order["name"]!.GetValue<string>()),
        "get" => JsonValue.Create(await http.GetStringAsync(new Uri(order["url"]!.GetValue<string>()))),
        "go on" => GoOn(new Uri(order["url"]!.GetValue<string>())),
        "call" => await CallAsync(order),
        _ => null,
    };
    Note(order["note"]?.GetValue<string>() ?? order.ToJsonString());
    return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(answer?.ToJsonString() ?? "null"));
}

// A line in the file that all environments of a test share.
static void Note(string line)
{
    if (Environment.GetEnvironmentVariable("NOTES") is { } file)
        File.AppendAllText(file, line + "\n");
}

static JsonNode Exit(int code)
{
    Environment.Exit(code);
    throw new InvalidOperationException("Unreachable.");
}

static JsonNode? Print(string line)
{
    Console.WriteLine(line);
    return null;
}

// Leaves work behind, as a function must not.
JsonNode? GoOn(Uri url)
{
    _ = Task.Run(async () =>
    {
        while (true)
            await http.GetStringAsync(url);
    });
    return null;
}

// Calls a function, maybe itself, a bounded number of times in a row.
static async Task<JsonNode?> CallAsync(JsonObject order)
{
    var left = order["left"]!.GetValue<int>();
    if (left is 0)
        return null;
    var next = order.DeepClone().AsObject();
    next["left"] = left - 1;
    using var lambda = new AmazonLambdaClient(new AmazonLambdaConfig());
    using var response = await lambda.InvokeAsync(new InvokeRequest
    {
        FunctionName = order["function"]!.GetValue<string>(), InvocationType = InvocationType.Event, Payload = next.ToJsonString(),
    });
    return response.StatusCode;
}
