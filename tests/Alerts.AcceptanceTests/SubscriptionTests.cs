using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>People ask by themselves to be told, and leave, through a run of the program.</summary>
public sealed partial class SubscriptionTests : IDisposable
{
    private readonly AlertsCommand _alerts = ContinuousRunTests.Prices();
    private readonly int _port = LoopbackPort.Free();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    public SubscriptionTests()
    {
        _alerts.Write("alerts.yaml", File.ReadAllText(_alerts.In("alerts.yaml")) + $"api: {{ listen: \"127.0.0.1:{_port}\" }}\nlinks: {{ url: \"https://alerts.example.com\", secret: \"${{LINKS}}\" }}\n");
        _alerts.Variables["LINKS"] = "0123456789abcdef0123456789abcdef";
        _http.BaseAddress = new($"http://127.0.0.1:{_port}");
    }

    public void Dispose()
    {
        _http.Dispose();
        _alerts.Dispose();
    }

    [GeneratedRegex(@"https://alerts\.example\.com(?<path>/confirm/[\w.-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConfirmLink();

    [GeneratedRegex(@"List-Unsubscribe:\s+<https://alerts\.example\.com(?<path>/u/[\w.-]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnsubscribeLink();

    [SkippableFact]
    public async Task Who_asks_and_confirms_is_told_and_who_leaves_is_not_also_after_a_new_start_and_from_a_backup()
    {
        var token = _alerts.Run("key", "add", "page", "--scope", "subscribe").Output.Trim();
        using (var run = ContinuousRunTests.Started(_alerts))
        {
            await Ready(run);
            using var asked = new HttpRequestMessage(HttpMethod.Post, "/api/subscriptions") { Content = new StringContent("""{"email":"anna@example.com"}""", Encoding.UTF8, "application/json") };
            asked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(HttpStatusCode.OK, (await _http.SendAsync(asked)).StatusCode);
            run.Until(() => Mails("anna").Count == 1, "she is asked");
            Assert.Contains("self-", _alerts.Run("who", "dear", "--workspace", _alerts.Folder).Output, StringComparison.Ordinal);
            Assert.Contains("they have not confirmed their address", _alerts.Run("who", "dear", "--workspace", _alerts.Folder).Output, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await Post(ConfirmLink().Match(Text(Mails("anna")[0])).Groups["path"].Value, "confirm=yes"));
            run.Terminate();
        }
        using (var again = ContinuousRunTests.Started(_alerts, waits: false))
        {
            await Ready(again);
            _alerts.Write("inbox/2025-03-02.csv", "date,code,average\n2025-03-02,P,120\n");
            again.Until(() => Mails("anna").Count == 2 && Mails("buyer").Count == 1, "both are told");
            foreach (var who in new[] { "anna", "buyer" }) Assert.Equal(HttpStatusCode.OK, await Post(UnsubscribeLink().Match(Mails(who)[^1]).Groups["path"].Value, "List-Unsubscribe=One-Click"));
            again.Terminate();
        }

        Assert.Equal(0, _alerts.Run("backup", "store.zip", "--workspace", _alerts.Folder).ExitCode);
        Assert.Equal(0, _alerts.Run("restore", "store.zip", "--workspace", _alerts.Folder).ExitCode);
        _alerts.Write("inbox/2025-03-03.csv", "date,code,average\n2025-03-03,P,80\n");
        _alerts.Run("run", _alerts.Folder, "--once");

        Assert.Equal((2, 1), (Mails("anna").Count, Mails("buyer").Count));
        var told = _alerts.Run("who", "dear", "--workspace", _alerts.Folder).Output;
        Assert.Equal(2, Regex.Count(told, "they have unsubscribed", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("LINKS", told, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> Post(string path, string body)
    {
        using var form = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), form);
        return answer.StatusCode;
    }

    // In the order sent, with folded headers in one line.
    private List<string> Mails(string to) => Directory.Exists(_alerts.In("outbox"))
        ? [.. new DirectoryInfo(_alerts.In("outbox")).GetFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc).Select(file => File.ReadAllText(file.FullName).ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal)).Where(mail => mail.Contains($"To: {to}@example.com", StringComparison.Ordinal))]
        : [];

    // The plain text is the first part that is Base64.
    private static string Text(string mail) => Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(
        mail[mail.IndexOf("base64\n\n", StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.Length > 0 && !line.StartsWith('-')))));

    private async Task Ready(RunningCommand run)
    {
        for (var attempt = 0; attempt < 600; attempt++)
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
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        Assert.Fail($"the API is not ready\n{run.Output}\n{run.Error}");
    }
}
