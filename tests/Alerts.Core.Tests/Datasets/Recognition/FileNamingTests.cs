using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets.Recognition;

public sealed class FileNamingTests
{
    [Theory]
    [InlineData("prices.xlsx", "prices-april.xlsx", "prices")]
    [InlineData("2025-03-24 prices.xlsx", "2025-04-24 prices.xlsx", "prices")]
    [InlineData("Prices March 2025.csv", "Prices April 2025.csv", "prices")]
    [InlineData("gacc_2025-01_2025-02.csv", "gacc_2025-03.csv", "gacc")]
    [InlineData("价格2025年3月.csv", "价格2025年4月.csv", "data")]
    [InlineData("Preise März 2025.csv", "Preise April 2025.csv", "preise")]
    [InlineData("Größe.csv", "Größe 2.csv", "groesse")]
    [InlineData("march.csv", "april.csv", "data")]
    public void Next_months_file_is_read_too(string file, string next, string dataset)
    {
        var glob = FileNaming.Glob(file);

        Assert.True(Glob.Matches(glob, file) && Glob.Matches(glob, next), glob);
        Assert.Equal(dataset, FileNaming.DatasetId(file));
    }

    [Fact]
    public void Letters_that_mean_something_in_a_glob_or_a_path_are_any_letter()
    {
        const string file = "a?b\\c${X}.csv";

        Assert.Equal("*a?b?c?{X}*.csv", FileNaming.Glob(file));
        Assert.True(Glob.Matches(FileNaming.Glob(file), file));
    }

    [Fact]
    public void No_two_series_have_one_id() =>
        Assert.Equal(["p.terbium", "p.terbium-2", "p.series-3"], FileNaming.SeriesIds("p", ["Terbium", "terbium!", "氧化铽"]));
}
