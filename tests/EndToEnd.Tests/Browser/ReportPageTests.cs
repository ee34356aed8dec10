using System.Text.RegularExpressions;
using CodeReview.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>The page of a finished review, written by the command and opened from its file.</summary>
public sealed partial class ReportPageTests(RunningBrowser browser, ReviewedHostileRepository reviewed)
    : IClassFixture<RunningBrowser>, IClassFixture<ReviewedHostileRepository>
{
    [NeedsFact<Chromium>]
    public async Task A_hostile_repository_runs_nothing_and_loads_nothing()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync("3");

        Assert.Equal("undefined", await page.EvaluateAsync<string>("typeof window.pwned"));
        Assert.Equal(0, await page.Locator("img, iframe, object, embed, link").CountAsync());
        Assert.Equal(3, await page.Locator("script").CountAsync());
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[href]')].map(a => a.href).filter(href => !/^(file|https):/.test(href))"));
        Assert.Empty(opened.Troubles);
        Assert.Single(opened.Requests);
    }

    [NeedsFact<Chromium>]
    public async Task A_finding_shows_its_code_with_the_quote_marked_and_no_secret()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;

        var finding = page.Locator(".finding", new() { HasText = "code-injection/" }).First;

        await finding.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(finding.Locator("mark")).ToHaveTextAsync("app.get('/calc', (req, res) => res.send(String(eval(req.query.sum))));");
        await Expect(finding.Locator(".fix")).ToContainTextAsync("What to do");
        await Expect(finding.Locator(".line.hit")).ToHaveAttributeAsync("data-n", "6");
        Assert.DoesNotContain("hunter2!Qx9", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [NeedsFact<Chromium>]
    public async Task A_value_that_was_followed_shows_its_way_step_by_step_with_the_code_of_each()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var finding = opened.Page.Locator(".finding", new() { HasText = "command-injection/" }).First;

        await finding.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(finding.Locator(".flow li").First).ToContainTextAsync("is what somebody sent");
        await Expect(finding.Locator(".flow li").Last).ToContainTextAsync("arrives here");
        await Expect(finding.Locator(".flow li code").Last).Not.ToBeEmptyAsync();
    }

    [NeedsFact<Chromium>]
    public async Task Search_and_filters_narrow_the_list_and_stand_in_the_address()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;
        var all = await page.Locator(".finding").CountAsync();

        await page.GetByLabel("Search").FillAsync("orders.cs");

        await Expect(page.Locator("#count")).ToHaveTextAsync(OfAll());
        await page.Locator("#facets").GetByLabel("security").CheckAsync();
        var shown = await page.Locator(".finding .where").AllTextContentsAsync();
        Assert.InRange(shown.Count, 1, all - 1);
        Assert.All(shown, where => Assert.StartsWith("src/Orders.cs:", where, StringComparison.Ordinal));
        await using var again = await browser.OpenAsync(page.Url);
        Assert.Equal(shown, await again.Page.Locator(".finding .where").AllTextContentsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Expect(page.Locator(".finding")).ToHaveCountAsync(all);
    }

    [NeedsFact<Chromium>]
    public async Task A_link_to_a_finding_opens_it_also_where_a_filter_would_hide_it()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;
        var id = (await page.Locator(".finding", new() { HasText = "sql-injection" }).First.GetAttributeAsync("id"))!;
        await page.GetByLabel("Search").FillAsync("pickle");
        await Expect(page.Locator($"[id='{id}']")).ToHaveCountAsync(0);

        await page.EvaluateAsync("id => { location.hash = id; }", id);

        await Expect(page.Locator($"[id='{id}'] .body")).ToBeVisibleAsync();
        await Expect(page.Locator($"[id='{id}'] button")).ToBeFocusedAsync();
        await using var again = await browser.OpenAsync($"{reviewed.Address}#{id}");
        await Expect(again.Page.Locator($"[id='{id}'] .body")).ToBeVisibleAsync();
    }

    [NeedsFact<Chromium>]
    public async Task The_keyboard_alone_reads_the_report()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;

        foreach (var key in (string[])["j", "j", "k", "j", "Enter"])
            await page.Keyboard.PressAsync(key);

        await Expect(page.Locator(".finding").Nth(1).Locator(".body")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("shell");
        await Expect(page.Locator("#count")).ToHaveTextAsync(OfAll());
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#count")).Not.ToHaveTextAsync(OfAll());
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#help")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("#view-coverage")).ToContainTextAsync("What was read");
    }

    [NeedsFact<Chromium>]
    public async Task Coverage_and_timeline_tell_what_was_skipped_and_how_the_review_lived()
    {
        await using var opened = await browser.OpenAsync($"{reviewed.Address}#coverage");
        var page = opened.Page;

        await Expect(page.Locator("#view-coverage .legend")).ToContainTextAsync("1 skipped, each with a reason");
        await page.Locator("details.cause summary").First.ClickAsync();
        await Expect(page.Locator("details.cause").First).ToContainTextAsync("pictures/logo.png");
        await page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }).ClickAsync();
        await Expect(page.Locator("svg.picture")).ToHaveAttributeAsync("aria-label", Told());
        Assert.True(await page.Locator("svg.picture rect").CountAsync() > 3);
    }

    [NeedsTheory<Chromium>]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_to_mend(ColorScheme colours)
    {
        await using var opened = await browser.OpenAsync(reviewed.Address, colours);
        await opened.Page.Keyboard.PressAsync("x");
        Assert.Empty(await opened.AxeAsync());
        foreach (var view in (string[])["2", "3"])
        {
            await opened.Page.Keyboard.PressAsync(view);
            Assert.Empty(await opened.AxeAsync());
        }
    }

    [NeedsFact<Chromium>]
    public async Task On_paper_every_part_is_there_and_no_control()
    {
        await using var opened = await browser.OpenAsync(reviewed.Address);
        var page = opened.Page;
        await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        await Expect(page.Locator("#view-coverage")).ToBeVisibleAsync();
        await Expect(page.Locator("#view-timeline svg")).ToBeVisibleAsync();
        await Expect(page.Locator(".finding .body").First).ToBeVisibleAsync();
        await Expect(page.Locator("#filters")).ToBeHiddenAsync();
    }

    [GeneratedRegex(@"^\d+ of \d+ findings?$")]
    private static partial Regex OfAll();

    [GeneratedRegex("^Began .* took .*1 activation.*at most .* at once\\.$")]
    private static partial Regex Told();
}

/// <summary>A finished review of <see cref="HostileRepository"/>.</summary>
public sealed class ReviewedHostileRepository : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The address of its page.</summary>
    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var repository = Path.Combine(_folder.Path, "repository");
        HostileRepository.Create(repository);
        var command = new CommandLine(Path.Combine(_folder.Path, "workspace"));
        var (status, _, error) = await command.RunAsync("review", repository, "--id", "hostile");
        Assert.True(status is 0, error);
        Address = new Uri(command.Workspace.Review(CommandLine.Id("hostile")).ReportHtml).AbsoluteUri;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
}
