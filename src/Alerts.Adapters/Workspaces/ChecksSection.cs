using System.Globalization;
using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads which checks a dataset names.</summary>
internal static class ChecksSection
{
    /// <param name="keys">Of the dataset's format.</param>
    /// <param name="hasRange">A low and a high stand beside each value.</param>
    public static QualityChecks Read(Section section, FormatKeys keys, bool hasRange)
    {
        if (section.Mapping("checks") is not { } mapping) return QualityChecks.None;
        var checks = Section.Open(section.File, mapping, Shapes.Checks, section.All);
        var average = IsOn(checks, "average-outside-range");
        if (average && !hasRange)
            checks.Wrong("average-outside-range", "wrong-key", "average-outside-range needs a low and a high beside the value", "columns: { …, low: low, high: high }");
        var label = IsOn(checks, ChangedLabels.Reason, keys.HasLabels, "a file that labels its series", known => known.HasLabels);
        var edition = IsOn(checks, ChangedEditions.Reason, keys.HasEditions, "a file that tells the edition of its classification", known => known.HasEditions);
        return new(MaxStep(checks), IsOn(checks, "unit-slip"), IsOn(checks, "spike-reverted"), average, StaleRun(checks), label, edition);
    }

    private static bool IsOn(Section checks, string key, bool isPossible, string what, Func<FormatKeys, bool> has)
    {
        var isOn = IsOn(checks, key);
        if (isOn && !isPossible) checks.Wrong(key, "wrong-key", $"{key} needs {what}", $"a dataset of {string.Join(", ", FileReader.Described.Where(format => has(format.Keys)).Select(format => format.Facts.Name))}");
        return isOn;
    }

    private static bool IsOn(Section checks, string key) => checks.Choice(key, 0, "false", "true") == 1;

    private static decimal? MaxStep(Section checks)
    {
        if (checks.Text("max-step") is not { } text) return null;
        if (text.EndsWith('%') && decimal.TryParse(text[..^1].TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 1_000_000) return percent;
        checks.Wrong("max-step", "wrong-value", $"'{text}' is no step", "a percentage above 0 %, such as 40%");
        return null;
    }

    private static int? StaleRun(Section checks)
    {
        if (checks.Text("stale-run") is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 2 and <= 1000) return count;
        checks.Wrong("stale-run", "wrong-value", $"'{text}' is no number of values", "from 2 to 1000, such as 20");
        return null;
    }
}
