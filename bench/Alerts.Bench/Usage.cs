using System.Runtime.InteropServices;

namespace Alerts.Bench;

/// <summary>What this process, or its ended children, have used, as the system counts it (getrusage; Linux).</summary>
internal static partial class Usage
{
    private const int Self = 0;
    private const int Children = -1;
    private const double Microseconds = 1_000_000;
    private const double Kilobytes = 1_024;

    /// <summary>User and system time, of this process and its ended children.</summary>
    public static double CpuSeconds() => Cpu(Get(Self)) + Cpu(Get(Children));

    /// <summary>Peak of memory: of the children where there were any, for then they are what is measured.</summary>
    public static double PeakMegabytes() => (Get(Children) is { MaxResident: > 0 } children ? children : Get(Self)).MaxResident / Kilobytes;

    private static double Cpu(Record record) => record.UserSeconds + record.SystemSeconds + ((record.UserMicroseconds + record.SystemMicroseconds) / Microseconds);

    private static Record Get(int who) => GetUsage(who, out var record) == 0 ? record : throw new InvalidOperationException("getrusage failed");

    // The kernel fills 144 bytes; the fields after the fifth are not read.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Record
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long MaxResident;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, out Record record);
}
