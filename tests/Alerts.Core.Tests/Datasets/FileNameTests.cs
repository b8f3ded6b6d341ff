using Alerts.Core.Datasets;

namespace Alerts.Core.Tests.Datasets;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("2025-03-20-gacc.csv", "2025-03-20")]
    [InlineData("gacc_asof-2025-06-20.csv", "2025-06-20")]
    [InlineData("2025-02-30_2025-03-01.csv", "2025-03-01")]
    [InlineData("2024-12-31..2025-01-31.csv", "2024-12-31")]
    public void A_file_is_published_on_the_first_real_date_in_its_name(string file, string day) =>
        Assert.Equal(day, PublicationDate.In(file)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("prices.csv")]
    [InlineData("gacc_2025-01_2025-02_combined.csv")]
    [InlineData("20250320.csv")]
    [InlineData("")]
    public void A_name_without_a_date_tells_none(string file) => Assert.Null(PublicationDate.In(file));

    [Fact]
    public void A_file_is_read_by_the_only_dataset_that_its_name_matches()
    {
        var match = DatasetMatch.Of("2025-03-24-smm.csv", [Named("smm", "*smm*.csv"), Named("gacc", "*gacc*.csv")]);

        Assert.Equal("smm", match.Dataset?.Id);
        Assert.Null(match.Reason);
    }

    [Fact]
    public void A_file_that_no_dataset_matches_is_unmatched() => Assert.Equal("unmatched", DatasetMatch.Of("notes.txt", [Named("smm", "*smm*.csv")]).Reason);

    [Fact]
    public void A_file_that_two_datasets_match_is_unmatched_and_they_are_named()
    {
        var match = DatasetMatch.Of("smm-gacc.csv", [Named("smm", "*smm*.csv"), Named("gacc", "*gacc*.csv")]);

        Assert.Equal("unmatched", match.Reason);
        Assert.Contains("smm, gacc", match.Message, StringComparison.Ordinal);
    }

    private static Dataset Named(string id, string files) => SomeTable.Prices with { Id = id, Files = files };
}
