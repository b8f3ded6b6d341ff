using System.Runtime.InteropServices;

namespace Alerts.AcceptanceTests;

/// <summary>What a shell starts in the background ignores Ctrl-C, and so do the processes that it starts: those of the tests are to hear it.</summary>
internal static partial class CtrlC
{
    private const int Interrupt = 2;
    private const nint IsDefault = 0;
    private const nint IsIgnored = 1;

    public static void IsHeard()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) return;
        var before = Handle(Interrupt, IsDefault);
        if (before != IsIgnored) _ = Handle(Interrupt, before);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Handle(int signal, nint handler);
}
