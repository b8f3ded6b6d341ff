using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>retention</c> of <c>alerts.yaml</c>.</summary>
internal static class RetentionSection
{
    public static RetentionSettings Read(Section workspace)
    {
        if (workspace.Mapping("retention") is not { } mapping) return RetentionSettings.Forever;
        var section = Section.Open(workspace.File, mapping, Shapes.Retention, workspace.All);
        return new(Time(section, "ledger"), Time(section, "files"));
    }

    private static TimeSpan? Time(Section section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (DurationText.Read(text) is { } time && time >= RetentionSettings.Shortest) return time;
        section.Wrong(key, "wrong-value", $"'{text}' is no length of time of 30 days or more", "such as 90 days, 2 years");
        return null;
    }
}
