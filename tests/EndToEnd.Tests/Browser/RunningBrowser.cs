using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CodeReview.EndToEnd.Tests.Browser;

/// <summary>One browser for the tests of a class. It reaches nothing but this machine.</summary>
public sealed class RunningBrowser : IAsyncLifetime
{
    private static readonly string[] Quietly =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Quietly });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens an address, and fails on the first error or refused load that the page meets.</summary>
    public async Task<OpenPage> OpenAsync(string address, ColorScheme colours = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ColorScheme = colours });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(page);
        await page.GotoAsync(address);
        return opened;
    }
}

/// <summary>An open page and what went wrong on it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _troubles = [];
    private readonly List<string> _requests = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Dialog += async (_, dialog) =>
        {
            Note(true, $"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Troubles => _troubles;

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What axe has to say of the page as it is, one line a rule.</summary>
    public async Task<IEnumerable<string>> AxeAsync() =>
        (await Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}");

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private void Note(bool isTrouble, string text)
    {
        if (isTrouble)
            _troubles.Add(text);
    }
}
