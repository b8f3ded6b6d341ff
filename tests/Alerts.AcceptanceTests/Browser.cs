using Microsoft.Playwright;

namespace Alerts.AcceptanceTests;

/// <summary>A real browser, where this machine has one: Chromium from PATH. Nothing is downloaded.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <returns>A full path; null where there is none.</returns>
    public static string? Path => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    public static async Task<Browser> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu"] }));
    }

    /// <summary>A page of a file, with all that it asks for and complains of.</summary>
    public async Task<OpenPage> Open(string file, int width, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(page);
        page.Request += (_, request) => opened.Requests.Add(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") opened.Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => opened.Complaints.Add(error);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

internal sealed record OpenPage(IPage Page)
{
    public List<string> Requests { get; } = [];

    /// <summary>Errors and warnings of the console, and exceptions.</summary>
    public List<string> Complaints { get; } = [];
}
