using Amazon.Lambda.RuntimeSupport;

// What every .NET function costs: it answers an event with itself.
using var bootstrap = LambdaBootstrapBuilder.Create((input, _) => Task.FromResult(input)).Build();
await bootstrap.RunAsync();
