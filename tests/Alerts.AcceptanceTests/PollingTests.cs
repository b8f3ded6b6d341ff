using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Alerts.Contracts;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.AcceptanceTests;

/// <summary>A workspace whose publisher is polled: from the first question to the message, and back to the byte.</summary>
public sealed class PollingTests : IDisposable
{
    private const string Low = "date,code,price\n2025-03-24,A,90\n";
    private const string High = "date,code,price\n2025-03-24,A,90\n2025-03-25,A,120\n";

    private readonly AlertsCommand _alerts = new();
    private readonly RecordingServer _publisher;
    private string _data = Low;
    private int _status = 200;

    public PollingTests()
    {
        _publisher = new((_, stream, cancel) => RecordingServer.Write(stream, _status, _data, [("Content-Type", "text/csv"), ("Date", "Tue, 25 Mar 2025 08:00:00 GMT")], cancel));
        _alerts.Variables["PUBLISHER_KEY"] = "s3cr3t-k3y";
        Write("0 0 9 * * *");
        _alerts.Write("alerts.yaml", "name: Desk\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: { from: desk@example.com, via: \"folder:outbox\" }\n");
        _alerts.Write("rules/high.yaml", "rules:\n  - { id: high, title: High, when: a.price > 100 USD/t }\n");
        _alerts.Write("subscribers.yaml", "subscribers:\n  - { id: buyers, email: [buyer@example.com] }\n");
    }

    public void Dispose()
    {
        _alerts.Dispose();
        _publisher.Dispose();
    }

    private string Address => $"http://127.0.0.1:{_publisher.Port}/prices.csv?key=";

    private void Write(string schedule) => _alerts.Write("datasets/prices.yaml", $$"""
        datasets:
          - id: prices
            publisher: Somebody
            format: csv
            files: "*prices*"
            columns: { period: date, series: code, value: price }
            frequency: daily
            source: { url: "{{Address}}${PUBLISHER_KEY}", schedule: "{{schedule}}" }
            series:
              A: { id: a.price, title: Price, unit: USD/t, basis: any }

        """);

    [Fact]
    public void A_release_is_polled_read_evaluated_and_told_once()
    {
        Assert.Equal(0, _alerts.Run("run", _alerts.Folder, "--once").ExitCode);
        // Not due again, so that the publisher is left alone.
        _data = High;
        Assert.DoesNotContain("read  ", _alerts.Run("run", _alerts.Folder, "--once").Output, StringComparison.Ordinal);
        Assert.Single(_publisher.Requests);
        _alerts.Change("UPDATE sources SET due_utc = '2025-03-25T00:00:00.0000000Z'");

        var run = _alerts.Run("run", _alerts.Folder, "--once", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["file.read", "alert.firing", "delivery", "poll", "summary"], run.Documents.Select(document => document.GetProperty("type").GetString()));
        var source = run.OfType("alert.firing")[0].GetProperty("explanation")[0].GetProperty("source");
        Assert.Equal($"{Address}${{PUBLISHER_KEY}}", source.GetProperty("address").GetString());
        Assert.True(source.TryGetProperty("fetched", out _));
        Assert.Equal(2, _publisher.Requests.Count);
        Assert.EndsWith("key=s3cr3t-k3y", _publisher.Requests.First().Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_goes_on_polls_by_the_schedule_and_beside_its_other_work()
    {
        Write("*/1 * * * * *");
        using var run = _alerts.Running("run", _alerts.Folder);
        run.Until(() => run.Output.Contains("read          prices: 1 new file", StringComparison.Ordinal), "the first release is read");

        _data = High;

        run.Until(() => Directory.Exists(_alerts.In("outbox")) && Directory.GetFiles(_alerts.In("outbox"), "*.eml").Length == 1, "the buyer is told");
        var ended = run.Terminate();
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(["2"], _alerts.Ask("SELECT CAST(count(*) AS TEXT) FROM files"));
    }

    [Fact]
    public void A_publisher_that_hangs_keeps_neither_files_nor_messages_nor_the_end_waiting()
    {
        using var silent = new RecordingServer((_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        _alerts.Write("datasets/prices.yaml", File.ReadAllText(_alerts.In("datasets/prices.yaml")).Replace($":{_publisher.Port}/", $":{silent.Port}/", StringComparison.Ordinal));
        using var run = _alerts.Running("run", _alerts.Folder);
        run.Until(() => silent.Requests.Count == 1, "the publisher is asked");

        _alerts.Write("inbox/2025-03-25-prices.csv", High);

        run.Until(() => Directory.Exists(_alerts.In("outbox")) && Directory.GetFiles(_alerts.In("outbox"), "*.eml").Length == 1, "the buyer is told");
        Assert.Equal((0, ""), run.Terminate() is var ended ? (ended.ExitCode, ended.Error) : default);
        Assert.Single(silent.Requests);
    }

    [Fact]
    public void Poll_asks_now_and_says_what_each_answer_became()
    {
        var first = _alerts.Run("poll", "--workspace", _alerts.Folder);
        var again = _alerts.Run("poll", "prices", "--workspace", _alerts.Folder, "--json");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("prices.csv: 1 row read as prices", first.Output, StringComparison.Ordinal);
        Assert.Contains("read          prices: 1 new file", first.Output, StringComparison.Ordinal);
        var poll = again.OfType("poll").Single();
        Assert.Equal(("prices", "nothing-new", $"{Address}${{PUBLISHER_KEY}}"), (poll.GetProperty("dataset").GetString(), poll.GetProperty("outcome").GetString(), poll.GetProperty("address").GetString()));
        Assert.Equal("skipped", again.OfType("file.read").Single().GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData(200, "<!doctype html><html><form action=/login></form></html>", "html-not-data")]
    [InlineData(200, "{\"error\":\"the key s3cr3t-k3y is not known\"}", "api-error")]
    [InlineData(200, "day,code,price\n2025-03-24,A,90\n", "missing-column")]
    [InlineData(403, "", "not-let-in")]
    [InlineData(500, "s3cr3t-k3y", "status-500")]
    public void What_cannot_be_polled_takes_a_person_and_tells_no_secret(int status, string data, string reason)
    {
        (_status, _data) = (status, data);

        var poll = _alerts.Run("poll", "--workspace", _alerts.Folder);
        var documents = _alerts.Run("poll", "--workspace", _alerts.Folder, "--json");
        var run = _alerts.Run("run", _alerts.Folder, "--once", "--log", "json");
        _alerts.Change("UPDATE sources SET due_utc = '2025-03-25T00:00:00.0000000Z'");
        var logged = _alerts.Run("run", _alerts.Folder, "--once", "--log", "json");

        Assert.Equal((1, 1, 0, 1), (poll.ExitCode, documents.ExitCode, run.ExitCode, logged.ExitCode));
        Assert.Equal(reason, documents.OfType("poll").Single().GetProperty("reason").GetString());
        Assert.Contains($"\"reason\":\"{reason}\"", logged.Error, StringComparison.Ordinal);
        foreach (var said in new[] { poll, documents, run, logged, _alerts.Run("files", "--workspace", _alerts.Folder) })
            Assert.DoesNotContain("s3cr3t", said.Output + said.Error, StringComparison.Ordinal);
        // The raw file is what came; nothing else that is kept has the key.
        Assert.DoesNotContain("s3cr3t", string.Join('\n', _alerts.Ask("SELECT coalesce(definition, '') || seen FROM sources UNION ALL SELECT file || coalesce(address, '') FROM files UNION ALL SELECT message FROM rows_set_aside")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no dataset 'price' (nearest: prices)", "price")]
    [InlineData("the workspace names ${PUBLISHER_KEY}, and it is not set", "prices")]
    public void A_wrong_call_asks_nobody(string complaint, string dataset)
    {
        if (dataset == "prices") _alerts.Variables.Remove("PUBLISHER_KEY");

        var answer = _alerts.Run("poll", dataset, "--workspace", _alerts.Folder);

        Assert.Equal((2, $"alerts: {complaint}\n"), (answer.ExitCode, answer.Error));
        Assert.Empty(_publisher.Requests);
    }

    [Fact]
    public void A_number_is_followed_back_to_the_byte()
    {
        _data = High;
        _alerts.Run("run", _alerts.Folder, "--once");
        var told = _alerts.Ask("SELECT id FROM events").Single();
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(High)));

        var explained = _alerts.Run("explain", told, "--workspace", _alerts.Folder).Output;
        Assert.Contains("prices.csv, line 3, known since 2025-03-25", explained, StringComparison.Ordinal);
        Assert.Contains($"sha256 {sha}\n    from {Address}${{PUBLISHER_KEY}}, fetched {DateTime.Today.Year.ToString(CultureInfo.InvariantCulture)[..2]}", explained, StringComparison.Ordinal);
        var listed = _alerts.Run("files", "--workspace", _alerts.Folder, "--json").OfType("file").Single();
        Assert.Equal((sha, "prices", "accepted"), (listed.GetProperty("sha256").GetString(), listed.GetProperty("dataset").GetString(), listed.GetProperty("outcome").GetString()));
        var export = _alerts.Run("files", "export", sha[..10], _alerts.In("evidence"), "--workspace", _alerts.Folder);
        Assert.Equal((0, $"written  {_alerts.In("evidence/prices.csv")}\n"), (export.ExitCode, export.Output));
        Assert.Equal(High, File.ReadAllText(_alerts.In("evidence/prices.csv")));
    }

    [Fact]
    public void A_number_of_a_workbook_is_followed_back_to_its_cell()
    {
        using var alerts = new AlertsCommand();
        alerts.Write("alerts.yaml", "name: Desk\nannounce-from: 2025-01-01\n");
        alerts.Write("datasets/prices.yaml", "datasets:\n  - { id: prices, publisher: P, format: xlsx, files: \"*.xlsx\", layout: wide, sheet: Monthly Prices, columns: { period: Date }, frequency: daily, series: { A: { id: a.price, title: A, unit: USD/t, basis: any } } }\n");
        alerts.Write("rules/high.yaml", "rules:\n  - { id: high, title: High, when: a.price > 100 USD/t }\n");
        Directory.CreateDirectory(alerts.In("inbox"));
        File.WriteAllBytes(alerts.In("inbox/2025-03-25.xlsx"), With("Monthly Prices", [Text("Date"), Text("B"), Text("A")], [Date(45740), Number("1"), Number("120")]));
        alerts.Run("run", alerts.Folder, "--once");

        Assert.Contains("2025-03-25.xlsx, cell 'Monthly Prices'!C2, known since 2025-03-25", alerts.Run("explain", "evt_", "--workspace", alerts.Folder).Output, StringComparison.Ordinal);
        Assert.Equal("'Monthly Prices'!C2", alerts.Run("series", "a.price", "--workspace", alerts.Folder, "--json").OfType("value").Single().GetProperty("source").GetProperty("cells")[0].GetString());
    }

    [Fact]
    public void Files_of_one_name_do_not_overwrite_each_other_and_a_damaged_one_is_told()
    {
        _alerts.Run("poll", "--workspace", _alerts.Folder);
        _data = High;
        _alerts.Run("poll", "--workspace", _alerts.Folder);

        Assert.Equal(0, _alerts.Run("files", "export", "--all", _alerts.In("evidence"), "--workspace", _alerts.Folder).ExitCode);
        Assert.Equal(2, Directory.GetFiles(_alerts.In("evidence")).Length);
        File.WriteAllText(Directory.GetFiles(_alerts.In(".alerts/raw"), "*", SearchOption.AllDirectories)[0], "other");
        var damaged = _alerts.Run("files", "export", "--all", _alerts.In("more"), "--workspace", _alerts.Folder);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("its bytes have changed since it was read", damaged.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_alerts.In("more")));
    }
}
