using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads which checks a dataset names.</summary>
internal static class ChecksSection
{
    public static QualityChecks Read(Section section, bool hasRange)
    {
        if (section.Mapping("checks") is not { } mapping) return QualityChecks.None;
        var checks = Section.Open(section.File, mapping, Shapes.Checks, section.All);
        var average = IsOn(checks, "average-outside-range");
        if (average && !hasRange)
            checks.Wrong("average-outside-range", "wrong-key", "average-outside-range needs a low and a high beside the value", "columns: { …, low: low, high: high }");
        return new(MaxStep(checks), IsOn(checks, "unit-slip"), IsOn(checks, "spike-reverted"), average, StaleRun(checks));
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
