using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>The HTTP API of `alerts run`, from outside.</summary>
public sealed class ApiRunTests : IDisposable
{
    private readonly AlertsCommand _alerts = ContinuousRunTests.Prices();
    private readonly int _port = LoopbackPort.Free();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public ApiRunTests()
    {
        _alerts.Write("alerts.yaml", File.ReadAllText(_alerts.In("alerts.yaml")) + $"api: {{ listen: \"127.0.0.1:{_port}\" }}\n");
        _http.BaseAddress = new($"http://127.0.0.1:{_port}");
    }

    public void Dispose()
    {
        _http.Dispose();
        _alerts.Dispose();
    }

    [SkippableFact]
    public async Task Posted_values_are_told_of_at_once_and_a_key_counts_from_the_moment_it_is_made_until_it_is_revoked()
    {
        using var run = ContinuousRunTests.Started(_alerts);
        await Ready(run);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(120, "alerts_erp_x")).StatusCode);
        var made = _alerts.Run("key", "add", "erp", "--scope", "ingest", "--scope", "read");
        var token = made.Output.Trim();

        using var answer = await Post(120, token);

        Assert.Equal((0, HttpStatusCode.OK), (made.ExitCode, answer.StatusCode));
        run.Until(() => ContinuousRunTests.Mails(_alerts).Count == 1, "the message is sent");
        using (var events = await Send(HttpMethod.Get, "/api/events", null, token))
            Assert.Equal("dear", JsonDocument.Parse(await events.Content.ReadAsStringAsync()).RootElement.GetProperty("items")[0].GetProperty("rule").GetString());
        Assert.Equal(0, _alerts.Run("key", "revoke", "erp").ExitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(121, token)).StatusCode);
        Assert.DoesNotContain(token, string.Join('\n', Directory.GetFiles(_alerts.In(".alerts"), "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(Bytes(file)))), StringComparison.Ordinal);
        Assert.Equal(0, run.Terminate().ExitCode);
    }

    [SkippableFact]
    public async Task What_was_answered_survives_a_kill_and_is_told_once()
    {
        var token = _alerts.Run("key", "add", "erp", "--scope", "ingest").Output.Trim();
        using (var run = ContinuousRunTests.Started(_alerts))
        {
            await Ready(run);
            Assert.Equal(HttpStatusCode.OK, (await Post(120, token)).StatusCode);
            run.Kill();
        }
        using (var again = ContinuousRunTests.Started(_alerts))
        {
            again.Until(() => ContinuousRunTests.Mails(_alerts).Count == 1, "the message is sent");
            await Ready(again);
            Assert.Equal(HttpStatusCode.OK, (await Post(120, token)).StatusCode);
            again.Terminate();
        }
        Assert.Equal(["1"], _alerts.Ask("SELECT CAST(count(*) AS TEXT) FROM events"));
    }

    [SkippableFact]
    public async Task A_changed_configuration_changes_what_is_served_and_where()
    {
        using var run = ContinuousRunTests.Started(_alerts);
        await Ready(run);
        var token = _alerts.Run("key", "add", "erp", "--scope", "read").Output.Trim();

        _alerts.Write("rules/more.yaml", "rules:\n  - id: cheap\n    title: P is cheap\n    when: p < 50 CNY/kg\n");
        run.Until(() => run.Error.Contains("the changed configuration is in use", StringComparison.Ordinal), "it is taken over");
        await Ready(run);

        using var rules = await Send(HttpMethod.Get, "/api/rules", null, token);
        Assert.Contains("cheap", await rules.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        _alerts.Write("alerts.yaml", File.ReadAllText(_alerts.In("alerts.yaml")).Split("api:")[0]);
        run.Until(() => !IsListening(), "nothing listens any more");
        run.Terminate();
    }

    [SkippableFact]
    public void A_port_that_is_taken_ends_the_start_with_a_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, _port);
        taken.Start();

        var run = _alerts.Run("run", _alerts.Folder);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"nothing can listen on 127.0.0.1:{_port}", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Keys_are_listed_without_their_tokens_and_a_name_is_never_given_twice()
    {
        var token = _alerts.Run("key", "add", "erp", "--scope", "read", "--json").Documents[0].GetProperty("token").GetString()!;
        var listed = _alerts.Run("key", "list", "--json");

        Assert.Equal("""{"type":"key","name":"erp","scopes":["read"]""", listed.Output[..listed.Output.IndexOf(",\"created\"", StringComparison.Ordinal)]);
        Assert.DoesNotContain(token, listed.Output, StringComparison.Ordinal);
        Assert.Equal((2, "alerts: there is, or was, a key 'erp': another name tells them apart\n"), _alerts.Run("key", "add", "erp", "--scope", "read") is var twice ? (twice.ExitCode, twice.Error) : default);
        Assert.Equal((2, "alerts: there is no scope 'raed' (nearest: read)\n"), _alerts.Run("key", "add", "desk", "--scope", "raed") is var wrong ? (wrong.ExitCode, wrong.Error) : default);
        Assert.Equal((2, "alerts: what may it do? --scope read, --scope ingest, --scope operate, --scope subscribe\n"), _alerts.Run("key", "add", "desk") is var none ? (none.ExitCode, none.Error) : default);
        Assert.Equal(2, _alerts.Run("key", "add", "Desk", "--scope", "read").ExitCode);
        Assert.Equal(2, _alerts.Run("key", "revoke", "desk").ExitCode);
        Assert.Equal(2, _alerts.Run("key", "show", "desk").ExitCode);
    }

    /// <summary>What asks nothing of the API does not load what serves it: it would cost every call of the command its time.</summary>
    [SkippableFact]
    public void A_check_and_a_single_pass_load_no_web_server()
    {
        foreach (var arguments in new[] { new[] { "check", _alerts.Folder }, ["run", _alerts.Folder, "--once"] })
            Assert.DoesNotContain(Loaded(arguments), file => file.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));
    }

    // Every assembly that a process loads is mapped into it, for as long as it lives. A native program has none.
    private HashSet<string> Loaded(string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "maps of a process are those of Linux");
        using var process = _alerts.StartAsBuilt(arguments);
        var files = new HashSet<string>(StringComparer.Ordinal);
        while (!process.HasExited)
        {
            try
            {
                files.UnionWith(File.ReadAllLines($"/proc/{process.Id}/maps").Select(Path.GetFileName).OfType<string>());
            }
            catch (IOException)
            {
                break;
            }
        }
        process.WaitForExit();
        Assert.Contains("Alerts.Cli.dll", files);
        return files;
    }

    private bool IsListening()
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient("127.0.0.1", _port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private async Task Ready(RunningCommand run)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(50))
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        Assert.Fail($"the API is not ready\n{run.Output}\n{run.Error}");
    }

    private Task<HttpResponseMessage> Post(int value, string token) =>
        Send(HttpMethod.Post, "/api/observations", $$"""{"published":"2025-03-02","values":[{"series":"p","period":"2025-03-02","value":{{value}}}]}""", token);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, string token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    private static byte[] Bytes(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException)
        {
            // The lock.
            return [];
        }
    }
}
