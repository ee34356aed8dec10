using System.Text.RegularExpressions;
using CodeReview.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>The pages of <c>codereview serve</c> while a review runs, is killed and goes on.</summary>
public sealed partial class ServePageTests(RunningBrowser browser) : IClassFixture<RunningBrowser>, IDisposable
{
    private static readonly LocatorAssertionsToHaveTextOptions Patiently = new() { Timeout = 60_000 };
    private readonly TemporaryFolder _folder = new();

    private CommandLine CodeReview => new(Path.Combine(_folder.Path, "workspace"));

    private string Repository => Path.Combine(_folder.Path, "repository");

    public void Dispose() => _folder.Dispose();

    [NeedsFact<Chromium>]
    public async Task A_review_is_followed_live_through_a_kill_and_a_resume_without_a_reload()
    {
        SampleRepository.Create(Repository, files: 600);
        await using var served = await ServedWorkspace.StartAsync(CodeReview);
        await using var opened = await browser.OpenAsync(served.Address);
        var page = opened.Page;
        await Expect(page.Locator("main")).ToContainTextAsync("No reviews yet");
        using (var process = CodeReview.Start("review", Repository, "--id", "live", "--max-parallel", "1"))
        {
            await Expect(page.Locator("main .state")).ToHaveTextAsync(AtWork(), Patiently);
            await page.GetByRole(AriaRole.Link, new() { Name = "live" }).ClickAsync();
            await CommandLine.UntilAsync(process, CommandLine.IsUnderWay);
            process.Kill();
            await process.WaitForExitAsync();
        }

        await Expect(page.Locator("main .state").First).ToHaveTextAsync("reviewing", Patiently);
        var (status, _, error) = await CodeReview.RunAsync("resume", "live");
        Assert.True(status is 0, error);

        await Expect(page.Locator("main .state").First).ToHaveTextAsync("complete", Patiently);
        await Expect(page.Locator("svg.picture .crashed")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "report.html" })).ToBeVisibleAsync();
        Assert.Empty(opened.Troubles);
    }

    [NeedsFact<Chromium>]
    public async Task Any_past_event_shows_the_state_after_it_and_what_it_changed()
    {
        await using var served = await ReviewedAsync(folder => SampleRepository.Create(folder, files: 3).Dispose());
        await using var opened = await browser.OpenAsync($"{served.Address}reviews/sample");
        var page = opened.Page;
        await Expect(page.Locator(".travel output")).ToHaveTextAsync(Following());

        await page.GetByRole(AriaRole.Button, new() { NameRegex = Cloned() }).ClickAsync();

        await Expect(page.Locator("h3")).ToHaveTextAsync("After event 3: cloned.1");
        await Expect(page.Locator(".json")).ToContainTextAsync("\"stage\": \"Planning\"");
        await Expect(page.Locator(".json .changed", new() { HasText = "\"stage\": \"Planning\"" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(page.Locator("h3")).ToHaveTextAsync("After event 2: pinned.1");
        Assert.Empty(opened.Troubles);
    }

    [NeedsFact<Chromium>]
    public async Task The_report_opens_from_the_server_and_a_hostile_repository_runs_nothing_there()
    {
        await using var served = await ReviewedAsync(HostileRepository.Create);
        await using var opened = await browser.OpenAsync($"{served.Address}reviews/sample");
        var page = opened.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "report.html" }).ClickAsync();

        await Expect(page.Locator("#count")).ToContainTextAsync("findings");
        await page.Keyboard.PressAsync("x");
        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.pwned"));
        Assert.Empty(opened.Troubles);
        Assert.All(opened.Requests, request => Assert.StartsWith(served.Address, request, StringComparison.Ordinal));
    }

    [NeedsTheory<Chromium>]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_to_mend(ColorScheme colours)
    {
        await using var served = await ReviewedAsync(HostileRepository.Create);
        await using var opened = await browser.OpenAsync(served.Address, colours);
        await Expect(opened.Page.Locator("main .state")).ToHaveTextAsync("complete");
        Assert.Empty(await opened.AxeAsync());
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "sample" }).ClickAsync();
        await Expect(opened.Page.Locator("svg.picture")).ToBeVisibleAsync();
        await Expect(opened.Page.Locator("h3")).ToContainTextAsync("After event");
        Assert.Empty(await opened.AxeAsync());
    }

    private async Task<ServedWorkspace> ReviewedAsync(Action<string> create)
    {
        create(Repository);
        var (status, _, error) = await CodeReview.RunAsync("review", Repository, "--id", "sample");
        Assert.True(status is 0, error);
        return await ServedWorkspace.StartAsync(CodeReview);
    }

    [GeneratedRegex(", at work$")]
    private static partial Regex AtWork();

    [GeneratedRegex(@"^event \d+ of \d+, following$")]
    private static partial Regex Following();

    [GeneratedRegex(@"cloned\.1")]
    private static partial Regex Cloned();
}
