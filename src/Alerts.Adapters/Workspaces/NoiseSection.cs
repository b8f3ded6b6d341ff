using Alerts.Core.Routing;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads what holds messages back for everybody, of <c>alerts.yaml</c>.</summary>
internal static class NoiseSection
{
    public static NoiseControl Read(Section section, Names names)
    {
        var inhibitions = section.Mappings("inhibit").Select(mapping => Inhibition(Section.Open(section.File, mapping, Shapes.Inhibition, section.All))).ToList();
        var mutes = section.Mappings("mute-times").Select(mapping => TimesSection.Mute(Section.Open(section.File, mapping, Shapes.MuteTime, section.All), names)).OfType<MuteTime>().ToList();
        return inhibitions.Count + mutes.Count == 0 ? NoiseControl.None : new(inhibitions, mutes);
    }

    private static Inhibition Inhibition(Section section) =>
        new(MatchSection.Read(section, "by"), MatchSection.Read(section, "holds-back"), [.. section.List("same").Select(node => section.Text(node, "same")).OfType<string>()]);
}
