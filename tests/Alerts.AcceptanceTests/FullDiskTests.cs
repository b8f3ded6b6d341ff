using System.Diagnostics;

namespace Alerts.AcceptanceTests;

/// <summary>`alerts run` while the disk is full. It needs a small disk of its own, so it runs where one may be mounted.</summary>
public sealed class FullDiskTests
{
    private const string Rows = "date,code,average\n2025-03-02,P,101\n";

    [SkippableFact]
    public void On_a_full_disk_it_says_so_once_and_goes_on_when_there_is_room()
    {
        using var alerts = ContinuousRunTests.Prices();
        using var disk = Disk.At(alerts.In(".alerts"));
        using var run = ContinuousRunTests.Started(alerts);
        var filler = alerts.In(".alerts/filler");
        Fill(filler);

        alerts.Write("inbox/2025-03-02.csv", Rows);
        run.Until(() => run.Error.Contains("trying again until it works", StringComparison.Ordinal), "it says what is wrong");
        Thread.Sleep(TimeSpan.FromSeconds(4));
        Assert.Empty(ContinuousRunTests.Mails(alerts));
        File.Delete(filler);

        run.Until(() => ContinuousRunTests.Mails(alerts).Count == 1, "it goes on");
        run.Until(() => run.Error.Contains("it works again", StringComparison.Ordinal), "it says so");
        var said = run.Terminate().Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(said.Distinct(StringComparer.Ordinal), said);
        Assert.Empty(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
        Assert.Single(ContinuousRunTests.Mails(alerts));
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        Assert.ThrowsAny<IOException>(() => WriteForEver(file, page));
    }

    private static void WriteForEver(FileStream file, byte[] page)
    {
        while (true) file.Write(page);
    }

    /// <summary>Two megabytes in memory, mounted until disposed of.</summary>
    private sealed class Disk : IDisposable
    {
        private readonly string _folder;

        private Disk(string folder) => _folder = folder;

        public static Disk At(string folder)
        {
            Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root", "mounting is for root");
            Directory.CreateDirectory(folder);
            Skip.IfNot(Call("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder) == 0, "nothing may be mounted here");
            return new(folder);
        }

        public void Dispose() => Call("umount", _folder);

        private static int Call(string command, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
