using System.Text;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sources;

/// <summary>What is asked: dates, keys, pages, redirects; and that no secret is told.</summary>
public sealed class QuestionTests : IDisposable
{
    private const string Data = "date,code,price\n2025-05-30,A,100\n";

    private readonly Publisher _publisher = new();

    public void Dispose() => _publisher.Dispose();

    private string At(string path) => $"http://127.0.0.1:{_publisher.Port}/{path}";

    [Fact]
    public async Task Each_period_of_a_span_is_asked_for_oldest_first_and_one_that_is_not_published_is_no_trouble()
    {
        _publisher.Says(Publication.ByQuestion(question => question.Path.EndsWith("202506", StringComparison.Ordinal) ? Publication.Says(404) : Publication.Data(Data.Replace("05-30", $"0{question.Path[^1]}-15"))));
        using var desk = new PolledDesk(At("prices?month={yyyyMM}"), ", from: 2 months");

        var polled = await desk.Poll();

        Assert.Equal(["/prices?month=202504", "/prices?month=202505", "/prices?month=202506"], _publisher.Asked.Select(question => question.Path));
        Assert.Equal((PollOutcome.Read, 3), (polled.Outcome, polled.Questions));
        Assert.Equal(["2025-04-15 100", "2025-05-15 100"], await desk.Known());
    }

    [Fact]
    public async Task A_span_is_asked_for_as_a_whole_by_its_ends()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("prices?from={from:yyyy-MM-dd}&to={to:yyyyMMdd}"), ", from: 10 days");

        await desk.Poll();

        Assert.Equal("/prices?from=2025-05-23&to=20250602", Assert.Single(_publisher.Asked).Path);
    }

    [Fact]
    public async Task The_days_of_the_dates_are_those_of_the_sources_time_zone()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("{yyyy}/{MM}/{dd}.csv"), ", from: 0 days, time-zone: Pacific/Kiritimati");

        await desk.Poll();

        Assert.Equal("/2025/06/03.csv", Assert.Single(_publisher.Asked).Path);
    }

    [Fact]
    public async Task A_key_goes_with_the_question_and_is_told_nowhere()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("prices?key=old&other=${KEY}"), ", key: { query: key, value: \"${KEY}\" }, headers: { X-Other: \"${KEY}\" }");

        var polled = await desk.Poll();

        Assert.Equal(("/prices?other=s3cr3t-k3y&key=s3cr3t-k3y", "s3cr3t-k3y"), (_publisher.Asked[0].Path, _publisher.Asked[0].Headers["X-Other"]));
        var file = Assert.Single(await desk.Store.Files(default));
        Assert.Equal(At("prices?other=${KEY}&key=${KEY}"), file.Origin!.Address);
        var told = $"{polled} {file} {string.Join(' ', (await desk.Store.Sources(default)).SelectMany(state => state.Seen.Keys))} {(await desk.Store.Sources(default))[0]}";
        Assert.DoesNotContain("s3cr3t-k3y", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_may_stand_in_a_header()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("prices"), ", key: { header: Ocp-Apim-Subscription-Key, value: \"${KEY}\" }");

        await desk.Poll();

        Assert.Equal("s3cr3t-k3y", _publisher.Asked[0].Headers["Ocp-Apim-Subscription-Key"]);
    }

    [Fact]
    public async Task An_error_that_repeats_the_key_does_not_tell_it()
    {
        _publisher.Says(Publication.Data("""{"error":"invalid key s3cr3t-k3y"}"""));
        using var desk = new PolledDesk(At("prices"), ", key: { query: key, value: \"${KEY}\" }");

        var polled = await desk.Poll();

        Assert.Equal("api-error", polled.Reason);
        Assert.DoesNotContain("s3cr3t-k3y", polled.Detail, StringComparison.Ordinal);
        Assert.Contains("invalid key ${KEY}", polled.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_called_as_its_publisher_calls_it_and_its_day_is_the_publications()
    {
        _publisher.Says(Publication.Data(Data, ("Content-Disposition", "attachment; filename=\"../2025-05-31 prices.csv\""), ("Last-Modified", "Fri, 30 May 2025 08:00:00 GMT")));
        using var desk = new PolledDesk(At("download?id=7"));

        await desk.Poll();

        var file = Assert.Single(await desk.Store.Files(default));
        Assert.Equal(("2025-05-31 prices.csv", new DateTimeOffset(2025, 5, 31, 0, 0, 0, TimeSpan.Zero)), (file.File, file.Published));
    }

    [Theory]
    [InlineData("Last-Modified", "Fri, 30 May 2025 08:00:00 GMT", "2025-05-30T08:00:00")]
    [InlineData("Date", "Sun, 01 Jun 2025 08:00:00 GMT", "2025-06-01T08:00:00")]
    [InlineData("Date", "Mon, 01 Jan 2035 08:00:00 GMT", "2025-06-02T10:00:00")]
    [InlineData("X-Nothing", "1", "2025-06-02T10:00:00")]
    public async Task Where_no_name_tells_a_publication_is_of_when_its_publisher_changed_or_sent_it(string header, string value, string published)
    {
        _publisher.Says(Publication.Data(Data, (header, value)));
        using var desk = new PolledDesk(At("prices.csv"));

        await desk.Poll();

        Assert.Equal(published, (await desk.Store.Files(default))[0].Published.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("prices.csv", (await desk.Store.Files(default))[0].File);
    }

    [Fact]
    public async Task A_query_is_posted_with_its_dates_and_its_key()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("query"), ", method: POST, body: '{\"month\":\"{yyyyMM}\",\"key\":\"${KEY}\"}', from: 0 days");

        await desk.Poll();

        Assert.Equal(("POST", "{\"month\":\"202506\",\"key\":\"s3cr3t-k3y\"}", "application/json; charset=utf-8"), (_publisher.Asked[0].Method, Encoding.UTF8.GetString(_publisher.Asked[0].Body), _publisher.Asked[0].Headers["Content-Type"]));
    }

    [Theory]
    [InlineData("page: page", "/p?page=1 /p?page=2 /p?page=3")]
    [InlineData("page: page, first: 0", "/p?page=0 /p?page=1 /p?page=2")]
    [InlineData("page: page, size: 2", "/p?page=1 /p?page=2")]
    [InlineData("offset: start, size: 2", "/p?start=0 /p?start=2")]
    public async Task Pages_are_followed_to_the_last_and_are_one_file(string pages, string asked)
    {
        var bodies = new Queue<string>(["date,code,price\n2025-05-28,A,1\n2025-05-29,A,2\n", "date,code,price\n2025-05-30,A,3\n", "date,code,price\n"]);
        _publisher.Says(Publication.ByQuestion(_ => Publication.Data(bodies.Dequeue())), Publication.ByQuestion(_ => Publication.Data(bodies.Dequeue())), Publication.ByQuestion(_ => Publication.Data(bodies.Dequeue())));
        using var desk = new PolledDesk(At("p"), $", pages: {{ {pages} }}");

        var polled = await desk.Poll();

        Assert.Equal(PollOutcome.Read, polled.Outcome);
        Assert.Equal(asked, string.Join(' ', _publisher.Asked.Select(question => question.Path)));
        Assert.Equal(["2025-05-28 1", "2025-05-29 2", "2025-05-30 3"], await desk.Known());
        var file = Assert.Single(await desk.Store.Files(default));
        Assert.Equal("date,code,price\n2025-05-28,A,1\n2025-05-29,A,2\n", Encoding.UTF8.GetString((await desk.Store.Read(file.Origin!.Pages[0], default))!));
    }

    [Fact]
    public async Task The_next_page_is_where_the_answers_header_says()
    {
        _publisher.Says(Publication.Data("date,code,price\n2025-05-29,A,2\n", ("Link", "</p?cursor=b>; rel=\"next\", </p>; rel=\"first\"")), Publication.Data("date,code,price\n2025-05-30,A,3\n"));
        using var desk = new PolledDesk(At("p"), ", pages: { next: link }, key: { query: key, value: \"${KEY}\" }");

        await desk.Poll();

        Assert.Equal(["/p?key=s3cr3t-k3y", "/p?cursor=b&key=s3cr3t-k3y"], _publisher.Asked.Select(question => question.Path));
        Assert.Equal(2, (await desk.Known()).Count);
    }

    [Theory]
    [InlineData("pages: { next: link }", "<http://elsewhere.example.com/p>; rel=next", "redirect-refused")]
    [InlineData("pages: { next: link }", "</p>; rel=next", "pages-repeat")]
    [InlineData("pages: { page: page }", "", "pages-repeat")]
    public async Task Pages_without_an_end_or_on_another_host_are_not_followed_and_nothing_of_them_is_read(string pages, string link, string reason)
    {
        _publisher.Says(Publication.Data(Data, ("Link", link)));
        using var desk = new PolledDesk(At("p"), $", {pages}");

        Assert.Equal(reason, (await desk.Poll()).Reason);
        Assert.Empty(await desk.Known());
    }

    [Fact]
    public async Task A_page_that_does_not_come_leaves_nothing_half_read()
    {
        _publisher.Says(Publication.Data(Data), Publication.Says(500), Publication.Data(Data), Publication.Data("date,code,price\n2025-06-01,A,7\n"), Publication.Data("date,code,price\n"));
        using var desk = new PolledDesk(At("p"), ", pages: { page: page }");

        Assert.Equal("status-500", (await desk.Poll()).Reason);
        Assert.Empty(await desk.Known());
        Assert.Equal(PollOutcome.Read, (await desk.Poll()).Outcome);
        Assert.Equal(["2025-05-30 100", "2025-06-01 7"], await desk.Known());
    }

    [Theory]
    [InlineData("<html><title>Too many requests</title></html>", "html-not-data")]
    [InlineData("{\"error\":\"limit\",\"data\":[]}", "api-error")]
    [InlineData("{\"data\":", "pages-unknown")]
    public async Task A_page_that_is_no_data_is_neither_read_nor_taken_for_the_end(string page, string reason)
    {
        _publisher.Says(Publication.Data(Data), Publication.Data(page), Publication.Data(Data), Publication.Data("date,code,price\n"));
        using var desk = new PolledDesk(At("p"), ", pages: { page: page }");

        var polled = await desk.Poll();

        Assert.Equal((PollOutcome.Refused, reason, desk.Clock.GetUtcNow().AddMinutes(1)), (polled.Outcome, polled.Reason, polled.Next));
        Assert.Empty(await desk.Known());
        Assert.Equal(PollOutcome.Read, (await desk.Poll()).Outcome);
    }

    [Theory]
    [InlineData(500, "incomplete")]
    [InlineData(499, "header-not-recognised")]
    public async Task What_comtrade_has_cut_at_its_limit_is_refused_as_incomplete_and_kept(int records, string reason)
    {
        var answer = $$"""{"elapsedTime":"0.03 secs","count":{{records}},"data":[{{string.Join(',', Enumerable.Repeat("{\"period\":\"202502\"}", records))}}],"error":""}""";
        _publisher.Says(Publication.Data(answer));
        using var desk = new PolledDesk(At("public/v1/preview"));

        var polled = await desk.Poll();

        Assert.Equal((PollOutcome.Refused, reason), (polled.Outcome, polled.Reason));
        Assert.NotNull(await desk.Store.Read(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(answer))), default));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task An_address_that_has_moved_is_followed_and_what_is_sent_along_goes_to_no_other_host(int status)
    {
        using var other = new Publisher().Says(Publication.Data(Data));
        _publisher.Says(Publication.Says(status, ("Location", $"http://127.0.0.1:{other.Port}/new.csv")));
        using var desk = new PolledDesk(At("prices"), ", headers: { X-Key: \"${KEY}\" }");

        Assert.Equal(PollOutcome.Read, (await desk.Poll()).Outcome);
        Assert.True(_publisher.Asked[0].Headers.ContainsKey("X-Key"));
        Assert.False(other.Asked[0].Headers.ContainsKey("X-Key"));
    }

    [Theory]
    [InlineData("http://localhost:{0}/x", "redirect-refused")]
    [InlineData("http://169.254.169.254/latest/meta-data", "redirect-refused")]
    [InlineData("https://192.168.0.1/", "redirect-refused")]
    [InlineData("ftp://example.com/", "redirect-refused")]
    [InlineData("http://example.com/", "redirect-refused")]
    [InlineData("/prices", "redirect-refused")]
    public async Task A_redirect_into_the_inside_or_in_a_circle_is_refused(string location, string reason)
    {
        _publisher.Says(Publication.Says(302, ("Location", location.Replace("{0}", $"{_publisher.Port}", StringComparison.Ordinal))));
        using var desk = new PolledDesk(At("prices"));

        var polled = await desk.Poll();

        Assert.Equal((PollOutcome.Failed, reason), (polled.Outcome, polled.Reason));
        Assert.True(_publisher.Asked.Count <= 6);
    }

    [Fact]
    public async Task A_host_that_asked_to_wait_is_left_alone_after_a_new_start_and_by_other_sources_too()
    {
        _publisher.Says(Publication.Says(429, ("Retry-After", "3600")), Publication.Data(Data));
        using var desk = new PolledDesk(At("prices"));
        await desk.Poll();

        desk.Clock.Pass(TimeSpan.FromMinutes(59));
        var held = await desk.Poll();

        Assert.Equal((PollOutcome.Held, 1), (held.Outcome, _publisher.Asked.Count));
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(1), held.Next);
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(1), await desk.Store.Hold($"127.0.0.1:{_publisher.Port}", default));
        desk.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.True(await desk.IsDue());
        Assert.Equal(PollOutcome.Read, (await desk.Poll()).Outcome);
    }

    [Fact]
    public async Task What_trouble_kept_from_being_asked_is_known_as_before()
    {
        var isDown = false;
        _publisher.Says(Publication.ByQuestion(question => isDown ? Publication.Says(500) : Publication.Data(Data.Replace("05-30", $"0{question.Path[^1]}-15"), ("ETag", $"\"{question.Path}\"")) with { KnowsRepeats = true }));
        using var desk = new PolledDesk(At("prices?month={yyyyMM}"), ", from: 1 month");
        await desk.Poll();
        isDown = true;
        await desk.Poll();
        isDown = false;

        Assert.Equal(PollOutcome.NothingNew, (await desk.Poll()).Outcome);
        Assert.All(_publisher.Asked.TakeLast(2), question => Assert.Equal($"\"{question.Path}\"", question.Headers["If-None-Match"]));
    }

    [Fact]
    public async Task Ten_missed_times_are_one_poll()
    {
        _publisher.Says(Publication.Data(Data));
        using var desk = new PolledDesk(At("prices"));
        await desk.Poll();
        Assert.False(await desk.IsDue());

        desk.Clock.Pass(TimeSpan.FromDays(10));
        var polls = await desk.PollFor(0);

        Assert.Single(polls);
        Assert.False(await desk.IsDue());
    }

    [Fact]
    public async Task A_host_is_asked_by_one_at_a_time_with_a_pause_between()
    {
        var (asking, most) = (0, 0);
        using var server = new RecordingServer(async (_, stream, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref asking));
            await Task.Delay(50, cancel);
            Interlocked.Decrement(ref asking);
            await RecordingServer.Write(stream, 200, Data, [], cancel);
        });
        using var http = new Alerts.Adapters.Sources.PublisherHttp(new(["127.0.0.1:*"]), TimeProvider.System, new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), 1_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => http.Ask(new(Alerts.Core.Datasets.SourceMethod.Get, $"http://127.0.0.1:{server.Port}/", [], null, null), default)));

        Assert.Equal(1, most);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(3 * 50 + 2 * 100 - 20), $"{watch.Elapsed}");
    }
}
