using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Alerts.Bench;

/// <summary>What a run was measured on.</summary>
internal static class Conditions
{
    public static string Json() => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["conditions"] = RuntimeInformation.OSDescription,
        ["cores"] = Environment.ProcessorCount,
        ["cpu"] = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown",
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["load1"] = Load(),
    });

    /// <summary>Of the last minute: more than the cores means that others were measured too.</summary>
    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
