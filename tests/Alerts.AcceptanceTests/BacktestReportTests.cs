using Microsoft.Playwright;

namespace Alerts.AcceptanceTests;

/// <summary>The page of a backtest, opened in a real browser.</summary>
public sealed class BacktestReportTests
{
    private static AlertsCommand Written(out string file)
    {
        var sample = AlertsCommand.OnSample();
        Assert.Equal(0, sample.Run("backtest", ".", "--report", "report.html").ExitCode);
        file = sample.In("report.html");
        return sample;
    }

    private static async Task<Browser> Start()
    {
        Skip.If(Browser.Path is null, "there is no chromium on PATH");
        return await Browser.Start();
    }

    [Fact]
    public void The_page_holds_all_that_it_needs()
    {
        using var sample = Written(out var file);

        var page = File.ReadAllText(file);

        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task It_opens_without_a_request_or_a_complaint_and_fits_its_window(int width, ColorScheme scheme)
    {
        await using var browser = await Start();
        using var sample = Written(out var file);

        var opened = await browser.Open(file, width, scheme: scheme);

        Assert.Equal([new Uri(file).AbsoluteUri], opened.Requests);
        Assert.Empty(opened.Complaints);
        Assert.True(await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, "the page is wider than its window");
        Assert.True(await opened.Page.Locator(".chart svg path.value").CountAsync() > 5);
        var background = await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(20, 22, 26)" : "rgb(244, 245, 247)", background);
    }

    [SkippableFact]
    public async Task Pointing_at_an_event_tells_its_arithmetic()
    {
        await using var browser = await Start();
        using var sample = Written(out var file);
        var opened = await browser.Open(file, 1280);
        var chart = opened.Page.Locator("#terbium-spike-smm\\.terbium-oxide .chart");

        await chart.ScrollIntoViewIfNeededAsync();
        await chart.Locator("circle.dot.fire").First.HoverAsync();

        var tip = chart.Locator(".tip");
        await Assertions.Expect(tip).ToBeVisibleAsync();
        var text = await tip.InnerTextAsync();
        Assert.Contains("20 Mar 2025", text, StringComparison.Ordinal);
        Assert.Matches(@"change = \([\d,]+ − [\d,]+\) / [\d,]+ × 100 = 20\.2 %; base of 20 Sep 2024", text);
        Assert.Contains("> 20.0 %: firing", text, StringComparison.Ordinal);
        Assert.Contains("firing, published 24 Mar 2025", text, StringComparison.Ordinal);
        Assert.Empty(opened.Complaints);
    }

    [SkippableFact]
    public async Task The_arrow_keys_go_from_day_to_day()
    {
        await using var browser = await Start();
        using var sample = Written(out var file);
        var opened = await browser.Open(file, 1280);
        var chart = opened.Page.Locator("#terbium-spike-smm\\.terbium-oxide .chart");

        await chart.Locator("svg").FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowLeft");
        var last = await chart.Locator(".tip").InnerTextAsync();
        await opened.Page.Keyboard.PressAsync("ArrowLeft");

        Assert.NotEqual(last, await chart.Locator(".tip").InnerTextAsync());
        await opened.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(chart.Locator(".tip")).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task On_paper_it_is_black_on_white_with_its_charts()
    {
        await using var browser = await Start();
        using var sample = Written(out var file);
        var opened = await browser.Open(file, 1280, scheme: ColorScheme.Dark);

        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)", await opened.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.True(await opened.Page.Locator(".chart svg").First.IsVisibleAsync());
        Assert.Empty(opened.Complaints);
    }
}
