using System.Net.Sockets;
using System.Text;
using Alerts.Web.Http;

namespace Alerts.Web.Tests;

/// <summary>Requests that nobody would make: whatever comes, no operation fails.</summary>
public sealed class OddRequestTests
{
    private const int Rounds = 60;

    private static readonly string[] Oddities =
    [
        "", " ", "0", "-1", "1000", "1001", "99999999999999999999", "null", "a", "é", "鋱", "😀", "%00", "%0A", "%", "%zz", "%FF%FE", "..", "../..", "%2e%2e%2f", "'", "\"", "';DROP TABLE events;--", "%27%20OR%201=1--", "<script>", "{}", "[]",
        "0001-01-01", "9999-12-31", "2025-02-30", "2025-03-24", "2025-03-24T00:00:00Z", "2025-03-24T00:00:00+99:99", "0000-00-00T00:00:00Z", "2025-01..2025-02", "2025-02..2025-01", "~", "2025-03-24~1~1", "2025-03-24~9223372036854775807~1", "p", "dear", "alert.firing", "dead",
        "evt_", new('x', 300), new('é', 2000), "\u202e", "a%20b", "+", "&", "=", "?", "#", ";", "|", "*", "$(id)", "{id}", "1e999", "NaN", "Infinity", "true",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "}", "null", "[]", "0", "\"x\"", "{\"values\":null}", "{\"values\":[null]}", "{\"values\":[{}]}", "{\"values\":[{\"series\":\"p\",\"period\":\"2025-03-24\",\"value\":1e400}]}",
        "{\"values\":[{\"series\":\"p\",\"period\":\"2025-03-24\",\"value\":99999999999999999999999999999999999}]}", "{\"values\":[{\"series\":\"\\ud800\",\"period\":\"2025-03-24\",\"value\":1}]}", "{\"\\ud800\":1}",
        "{\"published\":\"0001-01-01\",\"values\":[{\"series\":\"p\",\"period\":\"0001-01-01\",\"value\":1}]}", "{\"published\":\"9998-12-31\",\"values\":[{\"series\":\"p\",\"period\":\"9999-12-31\",\"value\":-1}]}",
        "{\"published\":\"9998-12-31\",\"values\":[{\"series\":\"m\",\"period\":\"0001-01..9999-12\",\"value\":-0.0}]}", "{\"dataset\":\"prices\",\"dataset\":\"trade\",\"values\":[{\"series\":\"p\",\"series\":\"m\",\"period\":7}]}",
        "{\"published\":\"2025-03-24\",\"values\":[{\"series\":\"p\",\"period\":\"2025-03-24\",\"value\":1,\"unit\":\"\\u0000\"}]}", "{\"values\":" + new string('[', 500), "date,code,average\n2025-03-20,P,95\n", "{\"match\":{\"rule\":null},\"for\":\"9999w\",\"by\":\"\",\"why\":\"\\ud800\"}", "{\"match\":{\"\\ud800\":\"*\"},\"until\":\"9998-12-31\",\"by\":\"a\",\"why\":\"b\"}", "{\"email\":\"a@b\",\"match\":{\"x\":[[]]},\"digest\":7,\"quiet-hours\":\"x\",\"time-zone\":\"${HOME}\"}", "{\"email\":{\"a\":1},\"group\":null}", "{\"by\":7,\"why\":[]}", "List-Unsubscribe=One-Click", "List-Unsubscribe=%FF&=&&==", "--x\r\nContent-Disposition: form-data; name=\"confirm\"\r\n\r\nyes\r\n--x--\r\n", "--x\r\n\r\n--x", "date,code,average\n\0\0\0", "\uFEFF{}", "PK\u0003\u0004", "<html>", "\n\n\n",
    ];

    private static readonly string[] Types = ["application/json", "text/csv", "application/octet-stream", "text/plain", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=\"\"", "application/x-www-form-urlencoded", "a/b", "application/json; charset=utf-7", "nonsense"];

    private static readonly string[] Methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "X"];

    private static readonly (string, string)[] Headers =
    [
        ("If-None-Match", "*"), ("If-None-Match", "\""), ("If-None-Match", "W/\"x\", \"y\""), ("Range", "bytes=0-1"), ("Accept", "text/html"), ("Accept-Encoding", "gzip"), ("Content-Encoding", "gzip"), ("X-HTTP-Method-Override", "DELETE"), ("X-Forwarded-Host", "evil.example.com"),
        ("Authorization", "Bearer"), ("Authorization", "Bearer  "), ("Authorization", "Bearer alerts_everything_"), ("Authorization", "Negotiate x"), ("Expect", "100-continue"), ("Cookie", "a=b"), ("Origin", "null"), ("Transfer-Encoding", "chunked"), ("Host", ""), ("Host", "[::1"), ("Host", "a b"),
    ];

    /// <summary>Each operation with odd segments, queries, bodies, types, headers and methods, drawn by a seed that the failure names.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task No_request_makes_an_operation_fail(int seed, bool onSqlite)
    {
        await using var served = await ServedDesk.WithEverything(onSqlite);
        var draws = new Random(seed);
        var statuses = new SortedSet<int>();
        foreach (var operation in Operations.All)
        {
            for (var round = 0; round < Rounds; round++)
            {
                var request = await Request(served, operation, draws);
                var status = await Status(served.Port, request, isWhole: true);
                statuses.Add(status);
                Assert.True(status is 0 or 503 or (>= 100 and < 500), $"{operation.Id}, seed {seed}: {status}\n{request}\n{string.Join('\n', served.Desk.Failures)}");
                Assert.Empty(served.Desk.Failures);
            }
        }
        // It got past the door, and was stopped in more than one way.
        Assert.Superset(new HashSet<int> { 200, 400, 404, 405 }, statuses);
    }

    /// <summary>Bytes that are no HTTP, or break off.</summary>
    [Fact]
    public async Task No_bytes_on_the_wire_make_it_fail()
    {
        await using var served = await ServedDesk.Start();
        string[] requests =
        [
            "\r\n\r\n", "GET", "GET / HTTP/1.1\r\n\r\n", "GET /api/events HTTP/9.9\r\nHost: x\r\n\r\n", "\u0016\u0003\u0001", $"GET /api/{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            $"GET /api/events HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 40_000)}\r\n\r\n", "POST /api/observations HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            $"POST /api/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.Token}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{{",
            $"POST /api/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.Token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            $"POST /api/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.Token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            $"POST /api/publications?file=a.csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.Token}\r\nContent-Type: text/csv\r\nContent-Length: 99999999999\r\n\r\n",
        ];

        // 505: another version of HTTP.
        foreach (var request in requests) Assert.True(await Status(served.Port, request, isWhole: false) is < 500 or 505, request);

        Assert.Empty(served.Desk.Failures);
        Assert.Equal(200, (await served.Get("/health/ready")).Status);
    }

    private static async Task<string> Request(ServedDesk served, Operation operation, Random draws)
    {
        var isOdd = draws.Next(4);
        var address = isOdd == 0 ? operation.Path.Replace("{id}", Segment(draws), StringComparison.Ordinal) : await OperationCalls.Address(served, operation);
        var query = new List<string>();
        for (var number = draws.Next(4); number > 0; number--)
        {
            var name = operation.Parameters.Count > 0 && draws.Next(8) > 0 ? operation.Parameters[draws.Next(operation.Parameters.Count)].Name : Segment(draws);
            query.Add($"{name}={Segment(draws)}");
        }
        if (query.Count > 0) address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', query);
        var method = draws.Next(4) == 0 ? Pick(Methods, draws) : operation.Method;
        var headers = new Dictionary<string, string> { ["Host"] = "localhost", ["Authorization"] = $"Bearer {served.Token}", ["Connection"] = "close" };
        for (var number = draws.Next(3); number > 0; number--)
        {
            var (name, value) = Headers[draws.Next(Headers.Length)];
            headers[name] = value;
        }
        var body = operation.Body is not null || draws.Next(4) == 0 ? Pick(Bodies, draws) : "";
        if (draws.Next(6) == 0) body = Spoilt(body, draws);
        var bytes = Encoding.UTF8.GetByteCount(body);
        if (body.Length > 0) headers["Content-Type"] = operation.Body is { } taken && draws.Next(3) > 0 ? taken.Types[draws.Next(taken.Types.Count)] : Pick(Types, draws);
        if (headers.ContainsKey("Transfer-Encoding")) body = bytes == 0 ? "0\r\n\r\n" : $"{bytes:x}\r\n{body}\r\n0\r\n\r\n";
        else headers["Content-Length"] = $"{bytes}";
        return $"{method} {address} HTTP/1.1\r\n{string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}\r\n{body}";
    }

    private static string Segment(Random draws) => draws.Next(5) == 0 ? Spoilt(Pick(Oddities, draws), draws) : Uri.EscapeDataString(Pick(Oddities, draws));

    private static string Spoilt(string text, Random draws) => text.Length == 0 ? "\u007f" : text.Insert(draws.Next(text.Length), ((char)draws.Next(33, 0x2FF)).ToString());

    private static T Pick<T>(T[] all, Random draws) => all[draws.Next(all.Length)];

    /// <param name="isWhole">The server need not be told that nothing more comes; it takes a client that says so for one that is gone, while the answer takes its time.</param>
    /// <returns>0 where the connection ends without an answer.</returns>
    private static async Task<int> Status(int port, string request, bool isWhole)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
            if (!isWhole) client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var line = await reader.ReadLineAsync();
            while (line is not null && line.Contains(" 100 ", StringComparison.Ordinal)) line = await reader.ReadLineAsync() is { Length: 0 } ? await reader.ReadLineAsync() : line;
            return line?.Split(' ') is [_, var status, ..] && int.TryParse(status, out var number) ? number : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
