using System.Text;
using System.Text.Json;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class HostileFileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Codes() => string.Join(", ", _folder.Load().Mistakes.Select(mistake => mistake.Code));

    [Fact]
    public void Aliases_that_double_forty_times_are_refused_though_they_are_few()
    {
        var doubling = string.Concat(Enumerable.Range(1, 40).Select(n => $"    b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n"));
        _folder.Write("datasets/prices.yaml", Folder.Prices + "    b0: &b0 [x]\n" + doubling);

        Assert.Equal("too-large", Codes());
    }

    [Fact]
    public void An_anchor_that_holds_itself_is_refused()
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices + "    more: &a [*a]\n");

        Assert.Equal("syntax", Codes());
    }

    [Fact]
    public void An_alias_takes_the_place_of_what_it_names()
    {
        _folder.Write("subscribers.yaml", "subscribers:\n  - { id: a, email: &desk [desk@example.com] }\n  - { id: b, email: *desk }\n");

        Assert.Equal(["desk@example.com"], _folder.Load().Workspace!.Subscribers[1].Email);
    }

    [Fact]
    public void Each_key_that_is_there_twice_is_a_mistake_that_names_the_other_place()
    {
        _folder.Write("alerts.yaml", "name: Desk\nowner: desk@example.com\nname: Other\nemail: { from: a@example.com, from: b@example.com, via: \"folder:o\" }\n");

        Assert.Equal(
            ["alerts.yaml:3:1: error: the key 'name' is there twice: first in line 1", "alerts.yaml:4:31: error: the key 'from' is there twice: first in line 4"],
            _folder.Load().Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_tab_that_indents_is_a_mistake_with_its_place()
    {
        _folder.Write("rules/r.yaml", "rules:\n\t- id: r\n");

        var mistake = _folder.Load().Mistakes.Single();

        Assert.Equal(("rules/r.yaml", 2, "syntax"), (mistake.File, mistake.Line, mistake.Code));
    }

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n", "1:6")]
    [InlineData("a: {b: 1\n", "2:1")]
    [InlineData("a: !<> 1\n", "1:2")]
    [InlineData("a: b: c\n", "1:5")]
    [InlineData("a: \"\\q\"\n", "1:5")]
    [InlineData("a: 'x\n\n", "1:4")]
    [InlineData("datasets:\n  - id: x\n\tx", "3:1")]
    [InlineData("a: *b\nb: &b 1\n", "1:4")]
    [InlineData("a: &a 1\nb: &a 2\n", "2:4")]
    public void What_is_not_yaml_is_a_mistake_with_its_place(string text, string place)
    {
        _folder.Write("rules/r.yaml", text);

        var mistake = _folder.Load().Mistakes.Single();

        Assert.Equal((place, "syntax"), ($"{mistake.Line}:{mistake.Column}", mistake.Code));
    }

    [Fact]
    public void Whatever_a_file_holds_loading_ends_with_mistakes()
    {
        const string Signs = "ab:-?[]{},&*!|>'\"%@`# \n\t\\x0~.<=\r\u0085\uFEFF\0";
        var random = new Random(7);
        for (var n = 0; n < 1_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Signs[random.Next(Signs.Length)]));
            _folder.Write("rules/r.yaml", random.Next(2) == 0 ? text : $"rules:\n  - id: r\n    when: {text}\n");

            Assert.All(_folder.Load().Mistakes, mistake => Assert.True(mistake is { Line: > 0, Column: > 0 } && mistake.ToString().Length > 0 && mistake.ToJson().Length > 0));
        }
    }

    [Fact]
    public void What_follows_a_nul_is_not_passed_over()
    {
        _folder.Write("alerts.yaml", "name: Desk\n\0owner: nobody\n");

        Assert.Equal("alerts.yaml:2:1: error: the file holds a control character", _folder.Load().Mistakes.Single().ToString());
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_the_place_of_the_first_such_byte()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "alerts.yaml"), [.. "name: Desk\nowner: "u8, 0xD6, 0xD0, 0x0A]);

        Assert.Equal("alerts.yaml:2:8: error: the file is not UTF-8; expected a file saved as UTF-8", _folder.Load().Mistakes.Single().ToString());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_is_no_part_of_the_text(string encoding)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "alerts.yaml"), "name: Desk\n", Encoding.GetEncoding(encoding));

        Assert.Equal("Desk", _folder.Load().Workspace!.Name);
    }

    [Fact]
    public void Control_characters_of_a_file_do_not_reach_the_screen()
    {
        _folder.Write("alerts.yaml", "name: Desk\n\"\\e[31m\\nalerts.yaml:1:1: error: made up\": 1\n");

        var mistake = _folder.Load().Mistakes.Single();

        Assert.DoesNotContain(mistake.ToString(), char.IsControl);
        Assert.Equal("unknown-key", JsonDocument.Parse(mistake.ToJson()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public void A_text_without_end_is_told_in_part()
    {
        _folder.Write("alerts.yaml", $"name: Desk\n? {new string('k', 100_000)}\n: 1\n");

        Assert.InRange(_folder.Load().Mistakes.Single().ToString().Length, 1, 1_000);
    }

    [Fact]
    public void A_file_above_four_megabytes_is_refused()
    {
        _folder.Write("rules/huge.yaml", "# " + new string('x', 4 * 1024 * 1024) + "\nrules: []\n");

        Assert.Equal("too-large", Codes());
    }

    [Fact]
    public void A_half_of_a_character_is_no_crash()
    {
        _folder.Write("alerts.yaml", "name: Desk\n\"\\ud83d\": 1\n");

        Assert.All(_folder.Load().Mistakes, mistake => JsonDocument.Parse(mistake.ToJson()));
    }

    [Fact]
    public void What_names_the_series_of_an_unreadable_file_is_not_reported_as_well()
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices + "\tx");
        _folder.Write("datasets/derived.yaml", "derived: [{ id: d, title: D, unit: t, sum: [smm.terbium-oxide] }]\n");
        _folder.Write("rules/r.yaml", "rules: [{ id: a, when: smm.terbium-oxide > 5 CNY/kg }, { id: b, when: 'smm.* > 5 CNY/kg' }, { id: c, when: smm.terbium-oxide >> 5 CNY/kg }]\n");

        Assert.Equal(["datasets/prices.yaml syntax", "rules/r.yaml syntax"], _folder.Load().Mistakes.Select(mistake => $"{mistake.File} {mistake.Code}"));
    }
}
