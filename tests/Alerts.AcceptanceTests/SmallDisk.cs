using System.Diagnostics;

namespace Alerts.AcceptanceTests;

/// <summary>A real file system of two megabytes, in memory, mounted until disposed of. Tests that need one are skipped where none may be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    public static SmallDisk At(string folder)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root", "mounting is for root");
        Directory.CreateDirectory(folder);
        Skip.IfNot(Call("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder) == 0, "nothing may be mounted here");
        return new(folder);
    }

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.ThrowsAny<IOException>(() => WriteForEver(file));
    }

    public void MakeRoom() => File.Delete(Filler);

    public void MakeReadOnly() => Assert.Equal(0, Call("mount", "-o", "remount,ro", _folder));

    public void MakeWritable() => Assert.Equal(0, Call("mount", "-o", "remount,rw", _folder));

    public void Dispose() => Call("umount", _folder);

    private static void WriteForEver(FileStream file)
    {
        while (true) file.Write(new byte[4096]);
    }

    private static int Call(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
