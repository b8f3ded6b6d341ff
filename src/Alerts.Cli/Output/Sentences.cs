using System.Globalization;

namespace Alerts.Cli.Output;

/// <summary>Words that several sentences share.</summary>
internal static class Sentences
{
    /// <summary><c>1 file</c>, <c>7 files</c>.</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count.ToString("#,##0", CultureInfo.InvariantCulture)} {thing}s";

    /// <summary>A day where it is midnight, else with the time; always in the offset that it has.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the second, in the offset that it has.</summary>
    public static string Moment(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";
}
