using System.Text;
using Alerts.Core.Datasets;

namespace Alerts.Core.Tests.Datasets.Sources;

/// <summary>Pages become one file.</summary>
public sealed class PageJoinTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", 2)]
    [InlineData("a,b\n", 0)]
    [InlineData("", 0)]
    [InlineData("[[\"T\",\"V\"],[\"2025-01\",\"1\"]]", 1)]
    [InlineData("[{\"v\":1},{\"v\":2}]", 2)]
    [InlineData("{\"count\":2,\"data\":[{},{}],\"error\":\"\"}", 2)]
    [InlineData("{\"meta\":{},\"observations\":[]}", 0)]
    [InlineData("{\"error\":\"no\"}", null)]
    [InlineData("{\"data\":[", null)]
    public void The_records_of_a_page_are_counted_without_its_header(string page, int? records) => Assert.Equal(records, PageJoin.Records(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void Lines_go_on_below_the_first_header() =>
        Assert.Equal("a,b\r\n1,2\r\n3,4\n5,6\n", Joined("a,b\r\n1,2\r\n", "a,b\r\n3,4", "5,6\n"));

    [Fact]
    public void Lists_go_on_and_their_count_counts_all() =>
        Assert.Equal("{\"count\":3,\"data\":[{\"v\":1.50},{\"v\":2},{\"v\":3}],\"error\":\"\"}", Joined("{\"count\":2,\"data\":[{\"v\":1.50},{\"v\":2}],\"error\":\"\"}", "{\"count\":1,\"data\":[{\"v\":3}],\"error\":\"\"}"));

    [Fact]
    public void A_list_of_rows_keeps_its_first_header_alone() =>
        Assert.Equal("[[\"T\"],[\"1\"],[\"2\"]]", Joined("[[\"T\"],[\"1\"]]", "[[\"T\"],[\"2\"]]"));

    [Theory]
    [InlineData("{\"links\":{\"next\":\"/p?2\"},\"data\":[]}", "links.next", "/p?2")]
    [InlineData("{\"links\":{\"next\":null},\"data\":[]}", "links.next", null)]
    [InlineData("{\"next\":\"\"}", "next", null)]
    [InlineData("a,b\n", "next", null)]
    public void A_property_is_found_by_its_path(string page, string path, string? expected) => Assert.Equal(expected, PageJoin.Property(Encoding.UTF8.GetBytes(page), path));

    private static string Joined(params string[] pages) => Encoding.UTF8.GetString(PageJoin.Of([.. pages.Select(page => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(page))]).Span);
}
