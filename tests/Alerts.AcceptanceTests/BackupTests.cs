using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts backup` and `alerts restore`: nothing that was kept is lost, and nobody is told twice.</summary>
public sealed class BackupTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Price = "date,code,average\n";

    private static AlertsCommand Desk(string hook)
    {
        var alerts = ContinuousRunTests.Prices();
        alerts.Write("alerts.yaml", "name: Prices\nannounce-from: 2025-01-01\nallow-hosts: [\"127.0.0.1:*\"]\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\n");
        alerts.Write("subscribers.yaml", $"subscribers:\n  - id: erp\n    webhook: {{ url: \"{hook}\", secret: \"{Secret}\" }}\n");
        return alerts;
    }

    private static List<string> Events(RecordingServer server) => [.. server.Requests.Select(request => request.Headers["webhook-id"])];

    [Fact]
    public void After_a_restore_what_was_sent_since_the_backup_is_not_sent_again_and_what_is_new_is()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(server.Url);
        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        alerts.Run("run", alerts.Folder, "--once");
        Assert.Equal(0, alerts.Run("backup", "b.zip").ExitCode);
        // Told after the backup: back below the threshold, then above it once more; one file has no date in its name.
        alerts.Write("inbox/2025-03-03.csv", Price + "2025-03-03,P,90\n");
        alerts.Write("inbox/latest.csv", Price + "2025-03-04,P,120\n");
        alerts.Run("run", alerts.Folder, "--once");
        var told = Events(server);

        var restored = alerts.Run("restore", "b.zip");
        var again = alerts.Run("run", alerts.Folder, "--once", "--json");
        var afterRestore = Events(server);
        alerts.Write("inbox/2025-03-05.csv", Price + "2025-03-05,P,80\n");
        var next = alerts.Run("run", alerts.Folder, "--once", "--published", "2099-01-01");

        Assert.True(restored.ExitCode == 0, restored.Error + restored.Output);
        Assert.Equal(3, told.Count);
        Assert.Equal(told, afterRestore);
        Assert.Equal(2, again.OfType("delivery").Count);
        Assert.All(again.OfType("delivery"), delivery => Assert.Equal("accepted", delivery.GetProperty("outcome").GetString()));
        Assert.Contains("not sent: it was sent before the store was restored", alerts.Ask("SELECT detail FROM attempts ORDER BY at DESC").First(detail => detail.StartsWith("not", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(next.ExitCode == 0, next.Error);
        Assert.Equal(4, Events(server).Count);
        // Sent again only where a person asks for it.
        Assert.Equal(0, alerts.Run("replay", told[1]).ExitCode);
        Assert.Equal(told[1], Events(server)[^1]);
        Assert.Contains(Directory.GetFiles(alerts.In(".alerts")), file => file.Contains("alerts.db.before-", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_whole_folder_is_lost_a_person_says_up_to_when_people_were_told()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(server.Url);
        alerts.Run("run", alerts.Folder, "--once");
        alerts.Run("backup", "b.zip");
        alerts.Write("inbox/2025-03-02.csv", Price + "2025-03-02,P,101\n");
        alerts.Run("run", alerts.Folder, "--once");
        Directory.Delete(alerts.In(".alerts"), recursive: true);

        var unsure = alerts.Run("restore", "b.zip");
        var restored = alerts.Run("restore", "b.zip", "--told-until", "2025-03-02");
        alerts.Write("inbox/2025-03-03.csv", Price + "2025-03-03,P,90\n");
        alerts.Run("run", alerts.Folder, "--once");

        Assert.Equal((2, 0), (unsure.ExitCode, restored.ExitCode));
        Assert.Contains("--told-until", unsure.Error, StringComparison.Ordinal);
        Assert.Equal(2, Events(server).Count);
        Assert.Equal(2, Events(server).Distinct().Count());
    }

    [Fact]
    public void A_backup_is_whole_while_a_process_writes()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(server.Url);
        using var run = alerts.Running("run", alerts.Folder);
        run.Until(() => File.Exists(alerts.In(".alerts/heartbeat.json")), "it runs");

        for (var day = 2; day <= 6; day++)
        {
            alerts.Write($"inbox/2025-03-0{day}.csv", Price + $"2025-03-0{day},P,{(day % 2 == 0 ? 120 : 80)}\n");
            var backup = alerts.Run("backup", $"b{day}.zip");
            Assert.True(backup.ExitCode == 0, backup.Error);
        }
        run.Until(() => server.Requests.Count == 5, "all is told");
        run.Terminate();

        for (var day = 2; day <= 6; day++) Assert.Equal(0, alerts.Run("restore", $"b{day}.zip").ExitCode);
        alerts.Run("run", alerts.Folder, "--once");
        Assert.Equal(5, Events(server).Distinct().Count());
        Assert.Equal(5, Events(server).Count);
        Assert.Equal("ok", alerts.Run("doctor", "--json").OfType("finding").First(finding => finding.GetProperty("check").GetString() == "store").GetProperty("health").GetString());
    }

    [Fact]
    public void A_backup_that_leads_out_of_its_folder_writes_nothing_there()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(server.Url);
        alerts.Run("run", alerts.Folder, "--once");
        alerts.Run("backup", "b.zip");
        using (var zip = System.IO.Compression.ZipFile.Open(alerts.In("b.zip"), System.IO.Compression.ZipArchiveMode.Update))
        using (var entry = new StreamWriter(zip.CreateEntry("raw/../../rules/evil.yaml").Open())) entry.Write("rules: []");

        Assert.Equal(3, alerts.Run("restore", "b.zip", "--told-until", "2025-01-01").ExitCode);
        Assert.False(File.Exists(alerts.In("rules/evil.yaml")));
    }

    [Fact]
    public void What_is_no_backup_changes_nothing()
    {
        using var server = new RecordingServer(200);
        using var alerts = Desk(server.Url);
        alerts.Run("run", alerts.Folder, "--once");
        var before = File.ReadAllBytes(alerts.In(".alerts/alerts.db"));
        alerts.Write("no.zip", "no zip at all");
        alerts.Run("backup", "cut.zip");
        File.WriteAllBytes(alerts.In("cut.zip"), File.ReadAllBytes(alerts.In("cut.zip"))[..200]);

        Assert.Equal(2, alerts.Run("restore", "no.zip", "--told-until", "2025-01-01").ExitCode);
        Assert.Equal(2, alerts.Run("restore", "cut.zip", "--told-until", "2025-01-01").ExitCode);
        Assert.Equal(2, alerts.Run("restore", "absent.zip").ExitCode);
        Assert.Equal(before, File.ReadAllBytes(alerts.In(".alerts/alerts.db")));
        Assert.Equal(3, alerts.Run("backup", "no/such/folder/b.zip").ExitCode);
    }
}
