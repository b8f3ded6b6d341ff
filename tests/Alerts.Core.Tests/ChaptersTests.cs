using System.Text.RegularExpressions;
using Alerts.Contracts;

namespace Alerts.Core.Tests;

/// <summary>The chapters of the core stand in the order data flows: each may use those above it, never those below.</summary>
public sealed partial class ChaptersTests
{
    private static readonly string[] Chapters = ["Observations", "Datasets", "Rules", "Alerting", "Routing", "Notifications", "Delivery", "UseCases"];

    [GeneratedRegex(@"\bAlerts\.Core\.(?<chapter>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [Fact]
    public void No_chapter_uses_a_later_one()
    {
        var core = Path.Combine(Approved.Repository(), "src", "Alerts.Core");
        var offences = Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Offences(Path.GetRelativePath(core, file), File.ReadAllText(file)));

        Assert.Empty(offences);
    }

    [Fact]
    public void A_chapter_that_used_a_later_one_would_be_reported() =>
        Assert.Equal(["Rules/Planted.cs uses Alerting"], Offences("Rules/Planted.cs", "using Alerts.Core.Alerting;\nusing Alerts.Core.Observations;"));

    [Fact]
    public void A_folder_outside_the_chapters_would_be_reported() =>
        Assert.Equal(["Helpers/Planted.cs is in no chapter"], Offences("Helpers/Planted.cs", ""));

    private static IEnumerable<string> Offences(string file, string text)
    {
        file = file.Replace('\\', '/');
        var chapter = Array.IndexOf(Chapters, file.Split('/')[0]);
        if (chapter < 0) return [$"{file} is in no chapter"];
        return Mention().Matches(text).Select(match => match.Groups["chapter"].Value).Distinct()
            .Where(mentioned => Array.IndexOf(Chapters, mentioned) > chapter).Select(mentioned => $"{file} uses {mentioned}");
    }
}
