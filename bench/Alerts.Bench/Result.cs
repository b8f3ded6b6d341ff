using System.Globalization;
using System.Text.Json;

namespace Alerts.Bench;

/// <summary>What a case came to.</summary>
/// <param name="Seconds">Of each run, by the clock on the wall.</param>
/// <param name="CpuSeconds">Of each run, user and system, all threads: what a busy machine blurs least.</param>
/// <param name="Count">What one run counted; null where only the time says something.</param>
/// <param name="Notes">Further figures: rows written, events, bytes.</param>
internal sealed record Result(IReadOnlyList<double> Seconds, IReadOnlyList<double> CpuSeconds, long? Count, params IReadOnlyList<(string Name, double Value)> Notes)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For a case that cannot run here.</summary>
    public static readonly Result NotRun = new([], [], null);

    public string Json(Case of)
    {
        var line = new Dictionary<string, object?>(StringComparer.Ordinal) { ["case"] = of.Name, ["what"] = of.What };
        if (Seconds.Count == 0)
        {
            line["not_run"] = true;
            return JsonSerializer.Serialize(line, Readable);
        }
        var seconds = Median(Seconds);
        line["n"] = Seconds.Count;
        line["s"] = Round(seconds);
        line["s_min"] = Round(Seconds.Min());
        line["cpu_s"] = Round(Median(CpuSeconds));
        if (Count is { } count)
        {
            line["counts"] = of.Counts;
            line["count"] = count;
            line["per_s"] = Round(count / seconds);
            line["per_cpu_s"] = Round(count / Median(CpuSeconds));
        }
        line["peak_mb"] = Round(Usage.PeakMegabytes());
        foreach (var (name, value) in Notes) line[name] = Round(value);
        line["load1"] = Conditions.Load();
        return JsonSerializer.Serialize(line, Readable);
    }

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    // Four significant digits: more would be noise.
    private static double Round(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
