using Alerts.Core.UseCases;

namespace Alerts.Web.Tests;

/// <summary>Files and values that clients post.</summary>
public sealed class PostingTests
{
    private const string Prices = "/api/publications?file=2025-03-20-prices.csv";
    private const string Csv = "date,code,average\n2025-03-20,P,95\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_read_and_kept_and_the_same_bytes_again_have_the_same_answer(bool onSqlite)
    {
        await using var served = await ServedDesk.Start(onSqlite);

        var first = await served.Post(Prices, Csv);
        var again = await served.Post(Prices, Csv);
        var otherwiseNamed = await served.Post("/api/publications?file=other.csv", Csv);

        Assert.Equal((200, "accepted", "prices", "2025-03-20T00:00:00+08:00"), (first.Status, first.Text("outcome"), first.Text("dataset"), first.Text("published")));
        Assert.Equal((200, first.Body), (again.Status, again.Body));
        Assert.Equal((200, first.Body), (otherwiseNamed.Status, otherwiseNamed.Body));
        Assert.Equal(first.Body, (await served.Get($"/api/publications/{first.Text("sha256")}")).Body);
        Assert.Single(await served.Desk.Observations.Publications(default));
    }

    [Fact]
    public async Task Posted_values_raise_the_alert_that_a_file_would()
    {
        await using var served = await ServedDesk.Start();
        await served.Post("/api/observations", """{"published":"2025-03-20","values":[{"series":"p","period":"2025-03-20","value":95}]}""", "application/json");
        var posted = await served.Post("/api/observations", """{"published":"2025-03-21","values":[{"series":"p","period":"2025-03-21","value":"120.50"},{"series":"q","period":"2025-03-21","value":7.25,"unit":"CNY/t"}]}""", "application/json");
        await served.Desk.Work();

        Assert.Equal((200, "2", "prices"), (posted.Status, posted.Text("accepted"), posted.Text("dataset")));
        var told = Assert.Single((await served.Get("/api/events")).Items);
        Assert.Equal(("dear", 120.5m), (told.GetProperty("rule").GetString(), told.GetProperty("value").GetDecimal()));
        var source = told.GetProperty("explanation")[0].GetProperty("source");
        Assert.Equal(($"posted-{posted.Text("sha256")[..12]}.json", 1), (source.GetProperty("file").GetString(), source.GetProperty("row").GetInt32()));
        Assert.Equal(0.00725m, (await served.Get("/api/series/q/values")).Items[0].GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task A_wrong_value_is_set_aside_with_its_place_and_the_good_ones_count()
    {
        await using var served = await ServedDesk.Start();

        var posted = await served.Post("/api/observations", """
            {"published":"2025-03-20","values":[
              {"series":"p","period":"2025-03-20","value":95},
              {"series":"x","period":"2025-03-20","value":95},
              {"series":"p","period":"2025-13-01","value":95},
              {"series":"p","period":"2025-03","value":95},
              {"series":"p","period":"2025-04-20","value":95},
              {"series":"p","period":"2025-03-18"},
              {"series":"p","period":"2025-03-18","value":"a lot"},
              {"series":"p","period":"2025-03-18","value":1e3},
              {"series":"p","period":"2025-03-18","value":95,"unit":"USD/kg"},
              {"series":"q","period":"2025-03-18","value":1},
              {"series":"q","period":"2025-03-18","value":2},
              null, 7, "p"
            ]}
            """, "application/json");

        Assert.Equal((200, "partly", "1", "2"), (posted.Status, posted.Text("outcome"), posted.Text("accepted"), posted.Text("quarantined")));
        Assert.Equal(
            [
                "2 series series-unknown x", "3 period date-invalid 2025-13-01", "4 period date-format 2025-03", "5 period date-future 2025-04-20", "6 value value-missing ", "7 value number-format a lot",
                "8 value number-format 1e3", "9 unit unit-unknown USD/kg", "10 value duplicate-conflict 1", "11 value duplicate-conflict 2", "12 series series-unknown ", "13 series series-unknown ", "14 series series-unknown ",
            ],
            posted.Json.GetProperty("rejected").EnumerateArray().Select(row => $"{row.GetProperty("line")} {row.GetProperty("column")} {row.GetProperty("reason")} {row.GetProperty("found")}"));
    }

    [Theory]
    [InlineData("{\"values\":[\n {\"series\":}", "the body is no JSON", 2, "12")]
    [InlineData("", "the body is no JSON", 1, "1")]
    [InlineData("[]", "the body is no object such as {\"values\": […]}", null, null)]
    [InlineData("{}", "'values' is missing", null, null)]
    [InlineData("{\"values\":[]}", "'values' is empty", null, null)]
    [InlineData("{\"values\":{}}", "'values' is no list", null, null)]
    [InlineData("{\"valuse\":[]}", "'valuse' is not known: dataset, published, values", null, null)]
    [InlineData("{\"published\":7,\"values\":[{}]}", "'published' is no text", null, null)]
    [InlineData("{\"published\":\"soon\",\"values\":[{\"series\":\"p\"}]}", "'published' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00+08:00", null, null)]
    [InlineData("{\"dataset\":\"prises\",\"values\":[{\"series\":\"p\"}]}", "there is no dataset 'prises' (nearest: prices)", null, null)]
    [InlineData("{\"values\":[{\"series\":\"m.and.n\"}]}", "'m.and.n' is added up from other series: post those", null, null)]
    [InlineData("{\"values\":[{\"series\":\"p\"},{\"series\":\"m\"}]}", "the values are of 2 datasets (prices, trade): a post takes those of one", null, null)]
    [InlineData("{\"values\":[{\"series\":\"mm\"}]}", "none of the values has a known series (nearest: m)", null, null)]
    public async Task A_body_that_is_wrong_as_a_whole_is_refused_with_its_place_and_nothing_is_kept(string body, string message, int? line, string? column)
    {
        await using var served = await ServedDesk.Start();

        var posted = await served.Post("/api/observations", body, "application/json");

        Assert.Equal((400, "wrong-body", message), (posted.Status, posted.Problem, posted.Text("detail")));
        var place = posted.Json.GetProperty("errors")[0];
        Assert.Equal((line, column), (place.TryGetProperty("line", out var at) ? at.GetInt32() : null, place.TryGetProperty("column", out var letter) ? letter.GetString() : null));
        Assert.Empty(await served.Desk.Observations.Publications(default));
    }

    [Fact]
    public async Task A_file_that_is_refused_says_where_and_says_it_again()
    {
        await using var served = await ServedDesk.Start();

        var first = await served.Post(Prices, "date,code,average\n2025-03-20,P,95\n2025-03-21,P,\"96\n");
        var again = await served.Post(Prices, "date,code,average\n2025-03-20,P,95\n2025-03-21,P,\"96\n");

        Assert.Equal((422, "file-rejected"), (first.Status, first.Problem));
        Assert.Equal(("2025-03-20-prices.csv", 3, "unterminated-quote"), first.Json.GetProperty("errors")[0] is var place ? (place.GetProperty("file").GetString(), place.GetProperty("line").GetInt32(), place.GetProperty("reason").GetString()) : default);
        Assert.Equal(first.Body, again.Body);
    }

    [Fact]
    public async Task A_row_that_is_refused_says_where_and_takes_no_other_with_it()
    {
        await using var served = await ServedDesk.Start();

        var posted = await served.Post(Prices, "date,code,average\n2025-03-19,P,ninety\n2025-03-20,P,95\n");

        Assert.Equal((200, "partly", "1"), (posted.Status, posted.Text("outcome"), posted.Text("accepted")));
        var row = Assert.Single(posted.Json.GetProperty("rejected").EnumerateArray());
        Assert.Equal((2, "average", "number-format"), (row.GetProperty("line").GetInt32(), row.GetProperty("column").GetString(), row.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("file=nothing.csv", "unmatched", "no dataset reads a file of this name: name it as the files of a dataset, or say which 'dataset' it is of")]
    [InlineData("file=trade-too.csv", "unmatched", "more than one dataset reads a file of this name: say which 'dataset' it is of, trade or trade-too")]
    public async Task A_file_that_nobody_reads_is_refused(string query, string problem, string message)
    {
        await using var served = await ServedDesk.Start();

        var posted = await served.Post($"/api/publications?{query}", Csv);

        Assert.Equal((422, problem, message), (posted.Status, posted.Problem, posted.Text("detail")));
    }

    [Theory]
    [InlineData("", "'file' is missing: The file's name, without folders: by it a dataset knows its files.")]
    [InlineData("?file=", "'file' is no name of a file: 1 to 255 characters, without folders")]
    [InlineData("?file=../etc/passwd", "'file' is no name of a file: 1 to 255 characters, without folders")]
    [InlineData("?file=a%0Ab.csv", "'file' is no name of a file: 1 to 255 characters, without folders")]
    [InlineData("?file=a.csv&file=b.csv", "'file' is given 2 times")]
    [InlineData("?file=a.csv&dataset=prises", "there is no dataset 'prises' (nearest: prices)")]
    [InlineData("?file=a.csv&published=soon", "'published' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00Z (a plus sign is %2B in an address)")]
    [InlineData("?file=a.csv&period=2025", "'period' is no month such as 2025-02, nor months such as 2025-01..2025-02")]
    [InlineData("?file=a.csv&datset=prices", "unknown parameter 'datset' (nearest: dataset)")]
    public async Task A_wrong_address_is_refused(string query, string message)
    {
        await using var served = await ServedDesk.Start();

        var posted = await served.Post($"/api/publications{query}", Csv);

        Assert.Equal((400, "wrong-parameter", message), (posted.Status, posted.Problem, posted.Text("detail")));
    }

    [Fact]
    public async Task A_body_of_another_media_type_or_of_too_many_bytes_is_refused()
    {
        await using var served = await ServedDesk.Start();

        Assert.Equal((415, "wrong-media-type"), await served.Post("/api/observations", "values=1", "application/x-www-form-urlencoded") is var form ? (form.Status, form.Problem) : default);
        Assert.Equal(415, (await served.Send(HttpMethod.Post, Prices, null)).Status);
        Assert.Equal((413, "too-large"), await served.Post("/api/observations", new string(' ', (8 * 1024 * 1024) + 1), "application/json") is var large ? (large.Status, large.Problem) : default);
    }

    [Fact]
    public async Task The_same_bytes_posted_many_times_at_once_are_one_publication()
    {
        await using var served = await ServedDesk.Start(onSqlite: true);
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => served.Post(Prices, Csv)));

        Assert.Equal([(200, replies[0].Body)], replies.Select(reply => (reply.Status, reply.Body)).Distinct());
        Assert.Single(await served.Desk.Observations.Publications(default));
    }

    [Fact]
    public async Task While_the_store_cannot_be_used_a_client_is_told_to_come_back_and_nothing_of_the_machine()
    {
        await using var served = await ServedDesk.Start();
        served.Desk.Breaks = new Adapters.Sqlite.StoreException("the store /srv/secret/alerts.db could not be written: the disk is full");

        var posted = await served.Post(Prices, Csv);

        Assert.Equal((503, "not-ready", "1"), (posted.Status, posted.Problem, posted.Headers.RetryAfter!.ToString()));
        Assert.DoesNotContain("secret", posted.Body, StringComparison.Ordinal);
        Assert.Contains("/srv/secret", Assert.Single(served.Desk.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_of_the_program_shows_no_trace_of_it()
    {
        await using var served = await ServedDesk.Start();
        served.Desk.Breaks = new InvalidOperationException("a secret of the program");

        var posted = await served.Post(Prices, Csv);

        Assert.Equal((500, "failed"), (posted.Status, posted.Problem));
        Assert.DoesNotContain("secret", posted.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", posted.Body, StringComparison.Ordinal);
        Assert.Contains("a secret of the program", Assert.Single(served.Desk.Failures), StringComparison.Ordinal);
    }
}
