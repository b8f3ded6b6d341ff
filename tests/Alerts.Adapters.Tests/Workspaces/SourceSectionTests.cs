using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>What may stand under <c>source</c>, and what is said of the rest.</summary>
public sealed class SourceSectionTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accepts_a_source_and_keeps_its_values_out_of_what_is_told()
    {
        _folder.Environment["KEY"] = "s3cr3t-k3y";
        var source = Source("url: \"https://data.example.com/{yyyyMM}.csv?u=${KEY}\", schedule: \"0 30 18 * * 1-5\", from: 2 years, key: { header: X-Key, value: \"${KEY}\" }, pages: { next: links.next }, time-zone: Asia/Shanghai");

        Assert.NotNull(source);
        Assert.Equal(("https://data.example.com/{yyyyMM}.csv?u=${KEY}", "https://data.example.com/{yyyyMM}.csv?u=s3cr3t-k3y"), (source.Url.ToString(), source.Url.Filled()));
        Assert.Equal(("X-Key", "${KEY}", PageKind.Property, "Asia/Shanghai"), (source.Headers[0].Name, source.Headers[0].Value.ToString(), source.Pages!.Kind, source.TimeZone.Id));
        Assert.DoesNotContain("s3cr3t", source.Definition, StringComparison.Ordinal);
        Assert.Equal("no ${KEY} and no ${KEY}", source.Hide("no s3cr3t-k3y and no S3CR3T-K3Y"));
    }

    [Fact]
    public void A_changed_source_does_not_make_refused_files_be_read_again()
    {
        Source("url: \"https://a.example.com/x.csv\", schedule: \"0 0 9 * * *\"");
        var before = _folder.Load().Workspace!.Datasets[0].Fingerprint;
        Source("url: \"https://b.example.com/x.csv\", schedule: \"0 0 9 * * *\"");

        Assert.Equal(before, _folder.Load().Workspace!.Datasets[0].Fingerprint);
    }

    [Theory]
    [InlineData("url: \"http://data.example.com/x.csv\"", "the address of 'url' is refused: its scheme is http, not https")]
    [InlineData("url: \"https://127.0.0.1/x.csv\"", "the address of 'url' is refused: its host is a literal address")]
    [InlineData("url: \"https://user:pass@data.example.com/x.csv\"", "the address of 'url' is refused: it holds a user name")]
    [InlineData("url: \"file:///etc/passwd\"", "the address of 'url' is refused: its scheme is file, not https")]
    [InlineData("url: \"https://data.example.com/{yyyyMM}?to={to:yyyyMM}\"", "the dates of 'url' cannot be filled in: it asks for each period of a span and for the span as a whole")]
    [InlineData("url: \"https://data.example.com/x.csv\", schedule: \"@daily\"", "'@daily' is no schedule: it has 1 fields, not 6 (second minute hour day month day-of-week) or 5")]
    [InlineData("url: \"https://data.example.com/x.csv\", schedule: \"0 0 0 31 2 *\"", "'0 0 0 31 2 *' is no schedule: it never fires: no such date within 5 years")]
    [InlineData("url: \"https://data.example.com/x.csv\", method: POST", "'body' is missing in source: the method POST sends one")]
    [InlineData("url: \"https://data.example.com/x.csv\", body: \"a=1\"", "'body' belongs to the method POST")]
    [InlineData("url: \"https://data.example.com/x.csv\", key: { query: k, value: abc123 }", "a key is not written out")]
    [InlineData("url: \"https://data.example.com/x.csv\", key: { value: \"${KEY}\" }", "a key stands either in the 'query' of the address or in a 'header'")]
    [InlineData("url: \"https://data.example.com/x.csv\", headers: { \"X Y\": 1 }", "'X Y' is no name of a header")]
    [InlineData("url: \"https://data.example.com/x.csv\", from: 3 months", "'from' belongs to an address with dates, such as {yyyyMM}")]
    [InlineData("url: \"https://data.example.com/{yyyyMM}.csv\", from: 300 years", "'300 years' is no beginning of a span")]
    [InlineData("url: \"https://data.example.com/x.csv\", pages: { page: p, next: link }", "'pages' needs one of page, offset and next")]
    [InlineData("url: \"https://data.example.com/x.csv\", pages: { offset: start }", "'size' is missing in pages: an offset grows by the records of a page")]
    [InlineData("url: \"https://data.example.com/x.csv\", time-zone: Mars", "unknown time zone 'Mars'")]
    [InlineData("url: \"https://data.example.com/x.csv\", every: hour", "unknown key 'every' in source")]
    public void Rejects_what_cannot_be_polled(string source, string message)
    {
        _folder.Environment["KEY"] = "s3cr3t-k3y";
        Assert.Null(Source(source.Contains("schedule", StringComparison.Ordinal) ? source : $"{source}, schedule: \"0 0 9 * * *\""));
        Assert.Equal([message], _folder.Load().Mistakes.Where(mistake => mistake.IsError).Select(mistake => mistake.Message));
    }

    [Theory]
    [InlineData("url: \"https://data.example.com/x?api_key=abc\", schedule: \"0 0 9 * * *\"", "key-in-the-open")]
    [InlineData("url: \"https://data.example.com/x\", schedule: \"0 0 22-2 * * *\"", "reversed-range")]
    [InlineData("url: \"https://data.example.com/x?k=${NOT_SET}\", schedule: \"0 0 9 * * *\"", "environment-variable-unset")]
    public void Warns_of_what_may_not_be_meant(string source, string code)
    {
        Assert.NotNull(Source(source));
        Assert.Equal([code], _folder.Load().Mistakes.Select(mistake => mistake.Code));
    }

    [Fact]
    public void An_address_inside_is_opened_on_purpose()
    {
        _folder.Write("alerts.yaml", "name: Desk\nallow-hosts: [\"data.lan:8080\"]\n");

        Assert.NotNull(Source("url: \"http://data.lan:8080/x.csv\", schedule: \"0 0 9 * * *\""));
    }

    private Source? Source(string source)
    {
        _folder.Write("datasets/prices.yaml", Folder.Prices.Replace("    series:\n", $"    source: {{ {source} }}\n    series:\n", StringComparison.Ordinal));
        return _folder.Load().Workspace?.Datasets[0].Source;
    }
}
