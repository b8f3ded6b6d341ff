namespace Alerts.Adapters.Tests.Workspaces;

public sealed class EnvironmentTests : IDisposable
{
    private const string Secret = "S3cret/T0ken";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Places => new()
    {
        { "alerts.yaml", "name: Desk\ntime-zone: ${X}\n" },
        { "alerts.yaml", "name: Desk\nowner: ${X}\n" },
        { "alerts.yaml", "name: Desk\nstore: ${X}\n" },
        { "alerts.yaml", "name: Desk\nannounce-from: ${X}\n" },
        { "alerts.yaml", "name: Desk\nemail: { from: \"${X}\", via: \"x${X}\" }\n" },
        { "datasets/prices.yaml", Folder.Prices.Replace("format: csv", "format: ${X}", StringComparison.Ordinal) },
        { "datasets/prices.yaml", Folder.Prices.Replace("id: prices", "id: ${X}", StringComparison.Ordinal) },
        { "datasets/prices.yaml", Folder.Prices.Replace("frequency: business-daily", "frequency: ${X}", StringComparison.Ordinal) },
        { "datasets/prices.yaml", Folder.Prices.Replace("frequency: business-daily", "frequency: daily\n    encoding: ${X}\n    delimiter: ${X}\n    date-format: ${X}\n    decimal: ${X}", StringComparison.Ordinal) },
        { "datasets/prices.yaml", Folder.Prices.Replace("unit: CNY/kg", "unit: \"${X}\"", StringComparison.Ordinal) },
        { "datasets/gacc.yaml", "datasets: [{ id: g, publisher: P, format: gacc, files: g*, flow: \"${X}\", period: \"${X}\", series: { a: { partner: \"${X}\", hs: [\"${X}\"], unit: t, title: A } } }]\n" },
        { "datasets/derived.yaml", "derived: [{ id: d, title: D, unit: t, sum: [\"${X}\"] }]\n" },
        { "rules/r.yaml", "rules: [{ id: r, when: \"smm.terbium-oxide > 5 CNY/kg and ${X} > 1\" }]\n" },
        { "rules/r.yaml", "rules: [{ id: r, when: smm.terbium-oxide > 5 CNY/kg, clear: \"${X}\", for: \"${X}\", min-base: \"${X}\", again-every: \"${X}\", severity: \"${X}\" }]\n" },
        { "subscribers.yaml", "subscribers: [{ id: s, min-severity: \"${X}\", email: [\"${X}\"] }]\n" },
        { "subscribers.yaml", "subscribers: [{ id: s, slack: \"${X}\", webhook: { url: \"${X}\", secret: [\"${X}\", \"whsec_${X}\"] } }]\n" },
        { "alerts.yaml", "name: Desk\nemail: { from: a@example.com, via: \"smtps://u:${X}@\" }\n" },
        { "alerts.yaml", "name: Desk\nemail: { from: a@example.com, via: \"sendgrid:${X}\" }\n" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_wrong_value_is_reported_without_being_printed(string file, string text)
    {
        _folder.Environment["X"] = Secret;
        _folder.Write(file, text);

        var mistakes = _folder.Load().Mistakes;

        Assert.Contains(mistakes, mistake => mistake.IsError);
        Assert.DoesNotContain(mistakes, mistake => $"{mistake}{mistake.ToJson()}".Contains("S3cret", StringComparison.OrdinalIgnoreCase) || $"{mistake}".Contains("T0ken", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_variable_that_is_not_set_is_a_warning_and_nothing_else(string file, string text)
    {
        _folder.Write(file, text);

        var loaded = _folder.Load();

        Assert.Equal(["environment-variable-unset"], loaded.Mistakes.Select(mistake => mistake.Code).Distinct());
        Assert.Equal(["X"], loaded.Unset);
    }

    [Theory]
    [InlineData("hunter:abc")]
    [InlineData("https://hunter:abc@example.com/")]
    [InlineData("https://hunter/")]
    [InlineData("https://example.com:25/hunter")]
    public void A_part_of_a_refused_address_is_not_printed(string address)
    {
        _folder.Environment["X"] = address;
        _folder.Write("subscribers.yaml", "subscribers: [{ id: s, slack: \"${X}\" }]\n");

        var mistake = _folder.Load().Mistakes.Single();

        Assert.Equal("refused-address", mistake.Code);
        Assert.DoesNotContain(["hunter", "25"], part => mistake.ToString().Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_is_not_printed_by_a_mistake_elsewhere()
    {
        _folder.Environment["X"] = "secret-id";
        _folder.Write("rules/a.yaml", "rules: [{ id: \"${X}\", when: smm.terbium-oxide > 5 CNY/kg }, { id: secret-id, when: smm.terbium-oxide > 5 CNY/kg }]\n");

        Assert.Equal("rules/a.yaml:1:67: error: rule '${X}' is there twice: first in rules/a.yaml:1", _folder.Load().Mistakes.Single().ToString());
    }

    [Fact]
    public void A_part_of_a_value_is_not_printed_by_another_key_of_the_rule()
    {
        _folder.Environment["X"] = "smm.terbium-oxide > 98765 CNY/kg";
        _folder.Write("rules/a.yaml", "rules: [{ id: r, when: \"${X}\", clear: 1 t }]\n");

        Assert.DoesNotContain("98765", _folder.Load().Mistakes.Single().ToString().Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_looks_like_a_variable_is_taken_as_it_is()
    {
        _folder.Environment["X"] = "${Y}";
        _folder.Write("alerts.yaml", "name: a ${X} b ${X\n");

        Assert.Equal("a ${Y} b ${X", _folder.Load().Workspace!.Name);
    }
}
