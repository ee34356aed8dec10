using System.Text;
using Amazon.Runtime;
using CodeReview.Orchestrator.Sources;
using Microsoft.Extensions.Time.Testing;

namespace CodeReview.Orchestrator.Tests.Sources;

/// <summary>The signature is one that AWS's own <c>git-remote-codecommit</c> gives as an example in its tests.</summary>
public sealed class CodeCommitLoginTests
{
    private const string Repository = "https://git-codecommit.us-west-2.amazonaws.com/v1/repos/test_repo";
    private const string Password = "20171224T115320Zb6df2d758a8023b2f000a546417007b65494f3ce8ad0300fd45fcfa173f1959a";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2017, 12, 24, 11, 53, 20, TimeSpan.Zero));

    [Theory]
    [InlineData(null, $"access:{Password}")]
    [InlineData("token", $"access%token:{Password}")]
    public async Task A_repository_of_codecommit_is_opened_by_a_signature_of_the_role(string? session, string shown) =>
        Assert.Equal(shown, await ShownAsync(Repository, session));

    [Theory]
    [InlineData("http://git-codecommit.us-west-2.amazonaws.com/v1/repos/test_repo")]
    [InlineData("https://git-codecommit.us-west-2.amazonaws.com:8443/v1/repos/test_repo")]
    [InlineData("https://git-codecommit.us-west-2.amazonaws.com.evil.example/v1/repos/test_repo")]
    [InlineData("https://evil.git-codecommit.us-west-2.amazonaws.com/v1/repos/test_repo")]
    [InlineData("https://git-codecommit.evil.example/.us-west-2.amazonaws.com")]
    [InlineData("https://git-codecommit.us-west-2.amazonaws.org/v1/repos/test_repo")]
    [InlineData("https://git-codecommit.us-west-2/v1/repos/test_repo")]
    [InlineData("https://github.com/owner/name")]
    public async Task No_other_address_is_shown_a_signature_and_the_role_is_not_even_read(string address)
    {
        var tokens = GitTokens.Of(_ => null, role: _ => throw new InvalidOperationException("The role was read."), time: _time);

        Assert.Null(await tokens.ForAsync(new Uri(address), default));
    }

    [Fact]
    public async Task A_token_for_the_host_goes_before_the_role()
    {
        var tokens = GitTokens.Of(
            name => name switch { GitTokens.Variable => "user:token", GitTokens.HostVariable => new Uri(Repository).Host, _ => null },
            role: _ => throw new InvalidOperationException("The role was read."),
            time: _time);

        Assert.Equal("user:token", Decoded((await tokens.ForAsync(new Uri(Repository), default))!.Parameter!));
    }

    [Fact]
    public async Task Without_a_role_nothing_is_shown() => Assert.Null(await GitTokens.Of(_ => null).ForAsync(new Uri(Repository), default));

    private async Task<string> ShownAsync(string address, string? session)
    {
        var tokens = GitTokens.Of(_ => null, role: _ => Task.FromResult(new ImmutableCredentials("access", "secret", session)), time: _time);
        return Decoded((await tokens.ForAsync(new Uri(address), default))!.Parameter!);
    }

    private static string Decoded(string parameter) => Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
}
