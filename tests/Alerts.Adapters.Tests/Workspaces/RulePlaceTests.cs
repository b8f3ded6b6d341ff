namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>Where a mistake inside a rule's text stands in the file, however YAML writes that text.</summary>
public sealed class RulePlaceTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("smm.terbum-oxide > 5 CNY/kg", "3:11")]
    [InlineData("'smm.terbum-oxide > 5 CNY/kg'", "3:12")]
    [InlineData("\"smm.terbum-oxide > 5 CNY/kg\"", "3:12")]
    [InlineData("\"smm.\\x74erbum-oxide > 5 CNY/kg\"", "3:12")]
    [InlineData("\"\\x73mm.terbium-oxide > 5 CNY/kg and smm.terbum-oxide > 5 CNY/kg\"", "3:48")]
    [InlineData("&w smm.terbum-oxide > 5 CNY/kg", "3:14")]
    [InlineData("smm.terbium-oxide > 5 CNY/kg\n      and smm.terbum-oxide > 5 CNY/kg", "4:11")]
    [InlineData(">\n      smm.terbium-oxide > 5 CNY/kg\n      and smm.terbum-oxide > 5 CNY/kg", "5:11")]
    [InlineData("|\n      smm.terbium-oxide > 5 CNY/kg\n\n      and smm.terbum-oxide > 5 CNY/kg", "6:11")]
    [InlineData(">-  # why\n\n      smm.terbum-oxide > 5 CNY/kg", "5:7")]
    public void The_place_is_that_of_the_offending_part(string when, string place)
    {
        _folder.Write("rules/r.yaml", $"rules:\n  - id: r\n    when: {when}\n");

        var mistake = _folder.Load().Mistakes.Single();

        Assert.Equal((place, "unknown-series"), ($"{mistake.Line}:{mistake.Column}", mistake.Code));
    }

    [Fact]
    public void A_text_over_several_lines_is_quoted_by_the_line_at_fault()
    {
        _folder.Write("rules/r.yaml", "rules:\n  - id: r\n    when: >\n      smm.terbium-oxide > 5 CNY/kg\n      and smm.terbum-oxide > 5 CNY/kg\n");

        Assert.Equal(
            """
            rules/r.yaml:5:11: error: unknown series 'smm.terbum-oxide' (nearest: smm.terbium-oxide)
                and smm.terbum-oxide > 5 CNY/kg
                    ^~~~~~~~~~~~~~~~
            """,
            _folder.Load().Mistakes.Single().ToString());
    }

    [Theory]
    [InlineData("when:", "rules/r.yaml:3:10: error: 'when' has no value")]
    [InlineData("when: [a]", "rules/r.yaml:3:11: error: 'when' is of the wrong shape; expected a single value")]
    public void A_condition_that_is_no_text_is_one_mistake(string line, string mistake)
    {
        _folder.Write("rules/r.yaml", $"rules:\n  - id: r\n    {line}\n");

        Assert.Equal([mistake], _folder.Load().Mistakes.Select(found => found.ToString()));
    }
}
