using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class UsualYamlTests
{
    // Lines that meet in every order and at every indent: most texts made of them are no YAML, or unusual.
    private static readonly string[] Lines =
    [
        "a: 1", "b: two words", "c:", "d: \"q # \\\" : x\"", "e: 'it''s'", "f: { x: 1, y: [1, two, \"3\"] }", "g: []", "h: {}", "- 1", "- i: 1", "- j: { k: -1.5 }", "-", "- - 1",
        "k: v # remark", "# remark", "", "l: a#b", "m : spaced", "\"n\": 1", "'o': 2", "p: http://x:8080/y", "q: [a: 1]", "r: [1, ]", "s: {a, b}", "t: - 1", "u: |", "v: &x 1", "w: *x", "!t x: 1",
        "a: again", "x: \"open", "y: [open", "z: {\"a\":1}", "aa: a: b", "ab: \"q\"#no", "ac: 2025-01-02T03:04:05Z", "ad: ?x", "ae: x?y, [z]", "af: [x?y, z]", "- [1, 2]", "- \"q\"", "- \"q\": 1", "- r # s", "---", "...", "%YAML 1.2",
        "plain", "ag: { a: 1 } x", "ah: [a#b, c #d]", "ai: {x: {y: [{z: 1}]}}", "aj: a  b   ", "ak: ~", "al: null", "am: {x: http://y}", "an: {x:y: 1}", "ao: [a:b]", "ap: é中😀", "- # remark", "aq:   # remark", "? a", ": b", "ar: 'x' ", "as: @x", "at: `x", "au: 50%", "av: {x: 50% y}",
    ];

    [Theory]
    [InlineData("name: Desk\ntime-zone: Asia/Shanghai\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\n")]
    [InlineData("rules:\n  # remark\n  - id: a\n    when: change(p, 3 days) > 20%   # remark\n    labels: { commodity: terbium }\n\n  - id: b\n    when: \"level(p) > 1\"\n")]
    [InlineData("tests:\n- name: One\n  observations:\n    p: { 2025-01-01: 100, 2025-01-02: 130.5 }\n  expect:\n  - { type: firing, rule: high }\n- name: Two\n  expect: []\n")]
    public void What_people_usually_write_is_read_without_the_library(string text) => Assert.NotNull(UsualYaml.Read(text));

    [Theory]
    [InlineData("a: 1\na: 2\n")]
    [InlineData("a: &x 1\nb: *x\n")]
    [InlineData("a: |\n  text\n")]
    [InlineData("a: one\n  two\n")]
    [InlineData("a:\n")]
    [InlineData("a: [1,\n  2]\n")]
    [InlineData("--- \na: 1\n")]
    [InlineData("a: 1\r\nb: 2\r\n")]
    [InlineData("")]
    public void Anything_else_is_left_to_the_library(string text) => Assert.Null(UsualYaml.Read(text));

    [Theory] // a mapping is looked through while it is short, then by its order, then by a set
    [InlineData(5, 3)]
    [InlineData(5, 5)]
    [InlineData(60, 2)]
    [InlineData(60, 59)]
    [InlineData(60, 60)]
    public void A_key_that_is_there_twice_is_left_to_the_library_wherever_it_stands(int keys, int again)
    {
        var ordered = Enumerable.Range(1, keys).Select(key => $"k{key:D2}: 1").ToList();
        foreach (var mapping in new[] { ordered, [.. Enumerable.Reverse(ordered)], [.. ordered.Skip(keys / 2), .. ordered.Take(keys / 2)] })
        {
            var twice = mapping.Append($"k{again:D2}: 2").ToList();
            Assert.NotNull(UsualYaml.Read(string.Join('\n', mapping) + "\n"));
            Assert.NotNull(UsualYaml.Read($"a: {{ {string.Join(", ", mapping)} }}\n"));
            Assert.Null(UsualYaml.Read(string.Join('\n', twice) + "\n"));
            Assert.Null(UsualYaml.Read($"a: {{ {string.Join(", ", twice)} }}\n"));
        }
    }

    [Fact]
    public void The_samples_configuration_is_read_as_the_library_reads_it()
    {
        var files = Directory.GetFiles(Path.Combine(Approved.Repository(), "samples"), "*.yaml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var text in files.Select(File.ReadAllText))
        {
            Assert.NotNull(UsualYaml.Read(text));
            Assert.Equal(ByTheLibrary(text), Told(UsualYaml.Read(text)!));
        }
    }

    [Fact]
    public void What_it_reads_the_library_reads_in_the_same_way()
    {
        var line = Gen.Choose(0, 3).SelectMany(indent => Gen.Elements(Lines), (indent, text) => new string(' ', 2 * indent) + text);
        Prop.ForAll(line.NonEmptyListOf().Select(lines => string.Join('\n', lines.Take(6)) + "\n").ToArbitrary(), text =>
        {
            var read = UsualYaml.Read(text);
            return (read is null || ByTheLibrary(text) == Told(read)).Classify(read is not null, "usual");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));
    }

    [Fact]
    public void Each_kind_of_line_alone_is_read_as_the_library_reads_it()
    {
        foreach (var text in Lines.Select(line => line + "\n").Concat(Lines.SelectMany(one => Lines.Select(other => $"r:\n  - {one}\n    {other}\n"))))
        {
            if (UsualYaml.Read(text) is { } read) Assert.Equal(ByTheLibrary(text), Told(read));
        }
    }

    private static string ByTheLibrary(string text)
    {
        var mistakes = new Mistakes(_ => null);
        var root = LibraryYaml.Read("x", new SourceText(text), mistakes);
        return root is null ? $"no YAML: {string.Join("; ", mistakes.All)}" : Told(root);
    }

    // Everything that the program asks of a node.
    private static string Told(YamlNode node) => node switch
    {
        YamlScalarNode scalar => $"{scalar.Style}({scalar.Value})@{scalar.Start.Line}:{scalar.Start.Column}-{scalar.EndLine}",
        YamlSequenceNode sequence => $"[{string.Join(", ", sequence.Children.Select(Told))}]@{sequence.Start.Line}:{sequence.Start.Column}",
        YamlMappingNode mapping => $"{{{string.Join(", ", mapping.Children.Select(entry => $"{Told(entry.Key)}: {Told(entry.Value)}"))}}}@{mapping.Start.Line}:{mapping.Start.Column}",
        _ => throw new InvalidOperationException("no kind of node"),
    };
}
