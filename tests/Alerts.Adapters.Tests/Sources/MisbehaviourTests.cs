using System.Text;
using Alerts.Adapters.Sources;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sources;

/// <summary>However a publisher misbehaves: the right data in the end, and each release once.</summary>
public sealed class MisbehaviourTests : IDisposable
{
    private const string First = "date,code,price\n2025-05-30,A,100\n";
    private const string Second = "date,code,price\n2025-05-30,A,100\n2025-06-02,A,102\n";

    private readonly Publisher _publisher = new();
    private readonly PolledDesk _desk;

    public MisbehaviourTests() => _desk = new(_publisher.Url);

    public void Dispose()
    {
        _desk.Dispose();
        _publisher.Dispose();
    }

    public static readonly TheoryData<string, string> Passing = new()
    {
        { "a server that is down for a while", "status-500" },
        { "a gateway that has lost its server", "status-502" },
        { "a server that asks to wait for seconds", "host-asked-to-wait" },
        { "a server that asks to wait until a date", "host-asked-to-wait" },
        { "a server that asks to wait and does not say how long", "host-asked-to-wait" },
        { "a server under maintenance that says until when", "host-asked-to-wait" },
        { "half a body", "incomplete" },
        { "half a chunked body", "incomplete" },
        { "a length that is too long", "incomplete" },
        { "a length that is too short", "incomplete" },
        { "a packed body that is cut off", "incomplete" },
        { "a part that nobody asked for", "incomplete" },
        { "an error page with status 200", "html-not-data" },
        { "a login form with status 200", "html-not-data" },
        { "an API's error with status 200", "api-error" },
        { "a storage service's error with status 200", "api-error" },
        { "nothing at all", "empty-file" },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_until_the_data_is_there(string trouble, string reason)
    {
        _publisher.Says(Publication.Data(First), Badly(trouble), Publication.Data(Second));

        Assert.Equal(PollOutcome.Read, (await _desk.Poll()).Outcome);
        _desk.Clock.Pass(TimeSpan.FromDays(1));
        var polls = await _desk.PollFor(1);

        Assert.Equal(reason, polls[0].Reason);
        Assert.Equal(PollOutcome.Read, polls[1].Outcome);
        Assert.Equal(["2025-05-30 100", "2025-06-02 102"], await _desk.Known());
        Assert.Equal(2, await _desk.Releases());
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        _publisher.Says(Publication.Data(First, ("ETag", "\"one\""), ("Last-Modified", "Fri, 30 May 2025 08:00:00 GMT")) with { KnowsRepeats = true });
        await _desk.Poll();

        var again = await _desk.Poll();

        Assert.Equal((PollOutcome.NothingNew, 0), (again.Outcome, again.Files.Count));
        Assert.Equal(("\"one\"", "Fri, 30 May 2025 08:00:00 GMT"), (_publisher.Asked[1].Headers["If-None-Match"], _publisher.Asked[1].Headers["If-Modified-Since"]));
        Assert.Equal(1, await _desk.Releases());
    }

    [Fact]
    public async Task A_publisher_that_sends_the_same_again_has_nothing_new()
    {
        _publisher.Says(Publication.Data(First));
        await _desk.Poll();

        Assert.Equal(PollOutcome.NothingNew, (await _desk.Poll()).Outcome);
        Assert.Equal(1, await _desk.Releases());
    }

    [Fact]
    public async Task A_revised_release_is_a_new_vintage_and_the_old_one_stays()
    {
        _publisher.Says(Publication.Data(First, ("Last-Modified", "Fri, 30 May 2025 08:00:00 GMT")), Publication.Data(First.Replace("100", "90"), ("Last-Modified", "Mon, 02 Jun 2025 08:00:00 GMT")));
        await _desk.Poll();
        await _desk.Poll();

        Assert.Equal(["2025-05-30T08:00 100", "2025-06-02T08:00 90"], (await _desk.Store.History(["a.price"], default)).Select(value => $"{value.Vintage:yyyy-MM-ddTHH:mm} {value.Value}"));
    }

    [Fact]
    public async Task A_release_that_comes_late_is_read_when_it_comes_and_the_schedule_goes_on()
    {
        _publisher.Says(Publication.Data(First), Publication.Data(First), Publication.Data(First), Publication.Data(Second));

        var polls = await _desk.PollFor(5);

        Assert.Equal(["read", "nothing-new", "nothing-new", "read", "nothing-new", "nothing-new"], polls.Select(polled => polled.Outcome.Text()));
        Assert.Equal(["2025-05-30 100", "2025-06-02 102"], await _desk.Known());
    }

    [Fact]
    public async Task A_changed_column_takes_a_person_and_loses_nothing()
    {
        _publisher.Says(Publication.Data(First), Publication.Data("day,code,price\n2025-06-02,A,102\n"), Publication.Data(Second));
        await _desk.Poll();

        var changed = await _desk.Poll();

        Assert.Equal((PollOutcome.Refused, "missing-column", true), (changed.Outcome, changed.Reason, changed.NeedsAPerson));
        // No use in hurrying: the next time is by the schedule.
        Assert.Equal(new DateTimeOffset(2025, 6, 3, 9, 0, 0, TimeSpan.Zero), changed.Next);
        Assert.Equal(["2025-05-30 100"], await _desk.Known());
        Assert.Equal(PollOutcome.Read, (await _desk.Poll()).Outcome);
        Assert.Equal(["2025-05-30 100", "2025-06-02 102"], await _desk.Known());
    }

    [Fact]
    public async Task What_came_is_kept_as_it_came_though_it_is_no_data()
    {
        _publisher.Says(Badly("a login form with status 200"));

        var polled = await _desk.Poll();

        Assert.Contains("<form", Encoding.UTF8.GetString((await _desk.Store.Read(polled.Files.Single().Sha256, default))!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_page_under_the_datas_own_tag_does_not_hide_the_data_behind_it()
    {
        _publisher.Says(Publication.Data("<!doctype html><title>Wait</title>", ("ETag", "\"same\"")), Publication.Data(First, ("ETag", "\"same\"")) with { KnowsRepeats = true });
        Assert.Equal("html-not-data", (await _desk.Poll()).Reason);

        Assert.Equal(PollOutcome.Read, (await _desk.Poll()).Outcome);
    }

    [Theory]
    [InlineData("text/csv; charset=iso-8859-1")]
    [InlineData("text/html; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_wrong_content_type_or_charset_changes_nothing(string type)
    {
        _publisher.Says(Publication.Data(First.Replace("A,100", "A,100\n2025-06-01,Ä,1"), ("Content-Type", type)));

        Assert.Equal(PollOutcome.Read, (await _desk.Poll()).Outcome);
        Assert.Equal(["2025-05-30 100"], await _desk.Known());
    }

    [Fact]
    public async Task Bytes_of_another_encoding_than_the_datasets_are_refused()
    {
        _publisher.Says(new Publication(200, Encoding.Latin1.GetBytes(First.Replace("A,100", "Ä,100"))));

        Assert.Equal("encoding-invalid", (await _desk.Poll()).Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task A_packed_answer_is_unpacked_said_so_or_not(string? encoding)
    {
        var packed = Publication.Data(First).Packed();
        _publisher.Says(encoding is null ? packed : packed with { Headers = [("Content-Encoding", encoding)] });

        Assert.Equal(PollOutcome.Read, (await _desk.Poll()).Outcome);
        Assert.Equal("gzip", _publisher.Asked[0].Headers["Accept-Encoding"]);
        Assert.Equal(First, Encoding.UTF8.GetString((await _desk.Store.Read((await _desk.Store.Publications(default))[0].Sha256, default))!));
    }

    [Fact]
    public async Task An_answer_that_unpacks_to_too_much_is_refused()
    {
        _publisher.Says(Publication.Data(new string('0', 2_000_000)).Packed());

        Assert.Equal("too-large", (await _desk.Poll()).Reason);
    }

    [Fact]
    public async Task An_answer_that_declares_too_much_is_refused_before_it_is_read()
    {
        _publisher.Says(new Publication(200, Encoding.UTF8.GetBytes(First), Declared: 2_000_000_000));

        Assert.Equal("too-large", (await _desk.Poll()).Reason);
    }

    [Fact]
    public async Task A_publisher_that_says_nothing_is_given_up_and_tried_again()
    {
        using var silent = new Contracts.RecordingServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        using var desk = new PolledDesk($"http://127.0.0.1:{silent.Port}/prices.csv", limits: new(TimeSpan.Zero, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5), 1_000));

        var polled = await desk.Poll();

        Assert.Equal((PollOutcome.Failed, "timeout"), (polled.Outcome, polled.Reason));
        Assert.Equal(desk.Clock.GetUtcNow().AddMinutes(1), polled.Next);
    }

    [Fact]
    public async Task A_publisher_that_is_not_there_is_tried_later_and_later()
    {
        using var nobody = new Contracts.SilentPort();
        using var desk = new PolledDesk($"http://127.0.0.1:{nobody.Port}/prices.csv");

        var polls = await desk.PollFor(0);
        for (var more = 0; more < 7; more++)
        {
            desk.Clock.Pass(polls[^1].Next - desk.Clock.GetUtcNow());
            polls.Add(await desk.Poll());
        }

        Assert.All(polls, polled => Assert.Equal("no-connection", polled.Reason));
        Assert.Equal([2, 4, 8, 16, 32, 60, 60], polls.Skip(1).Zip(polls, (later, earlier) => (int)(later.Next - earlier.Next).TotalMinutes));
    }

    [Fact]
    public async Task A_key_that_is_not_taken_waits_for_a_person_and_the_schedule()
    {
        _publisher.Says(Publication.Says(403));

        var polled = await _desk.Poll();

        Assert.Equal(("not-let-in", new DateTimeOffset(2025, 6, 3, 9, 0, 0, TimeSpan.Zero)), (polled.Reason, polled.Next));
    }

    private static Publication Badly(string trouble) => trouble switch
    {
        "a server that is down for a while" => Publication.Says(500),
        "a gateway that has lost its server" => Publication.Says(502),
        "a server that asks to wait for seconds" => Publication.Says(429, ("Retry-After", "600")),
        "a server that asks to wait until a date" => Publication.Says(429, ("Retry-After", "Tue, 03 Jun 2025 12:00:00 GMT")),
        "a server that asks to wait and does not say how long" => Publication.Says(429),
        "a server under maintenance that says until when" => Publication.Says(503, ("Retry-After", "900")),
        "half a body" => new(200, Encoding.UTF8.GetBytes(Second), Sent: 40),
        "half a chunked body" => new(200, Encoding.UTF8.GetBytes(Second), Sent: 40) { IsChunked = true },
        "a length that is too long" => new(200, Encoding.UTF8.GetBytes(Second), Declared: 1_000),
        // Cut where a line ends, so that nothing in the data tells.
        "a length that is too short" => new(200, Encoding.UTF8.GetBytes(Second), Declared: Second.IndexOf("2025-06-02", StringComparison.Ordinal)),
        "a packed body that is cut off" => Cut(Publication.Data(Second).Packed()),
        "a part that nobody asked for" => new(206, Encoding.UTF8.GetBytes(First), null, null, ("Content-Range", "bytes 0-30/60")),
        "an error page with status 200" => Publication.Data("\n<!DOCTYPE html><html><body>Service unavailable</body></html>", ("Content-Type", "text/html")),
        "a login form with status 200" => Publication.Data("<html><form action=/login><input name=user></form></html>", ("Content-Type", "text/csv")),
        "an API's error with status 200" => Publication.Data("""{"statusCode":429,"message":"Rate limit is exceeded. Try again in 1 seconds."}""", ("Content-Type", "text/csv")),
        "a storage service's error with status 200" => Publication.Data("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"),
        "nothing at all" => new(200, []),
        _ => throw new ArgumentOutOfRangeException(nameof(trouble)),
    };

    private static Publication Cut(Publication packed) => packed with { Body = packed.Body[..^12], Headers = [("Content-Encoding", "gzip")] };
}
