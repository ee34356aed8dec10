namespace CodeReview.Lambda.Tests;

/// <summary>Tests that set or read variables of the process run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class EnvironmentCollection : ICollectionFixture<InsideAFunction>
{
    public const string Name = "environment";
}

/// <summary>The SDK looks once, at its first call, whether it runs in a function. In these tests it does.</summary>
public sealed class InsideAFunction
{
    public InsideAFunction() => Environment.SetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME", "tests");
}

/// <summary>Sets variables, and puts back what was there.</summary>
internal sealed class EnvironmentVariables : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public EnvironmentVariables(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
