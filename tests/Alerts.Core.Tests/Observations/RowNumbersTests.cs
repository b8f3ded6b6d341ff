using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

public sealed class RowNumbersTests
{
    [Theory]
    [InlineData]
    [InlineData(7)]
    [InlineData(7, 8)]
    [InlineData(7, 8, 9)]
    [InlineData(7, 9)]
    [InlineData(8, 7)]
    [InlineData(7, 8, 8)]
    public void They_come_back_as_they_were_given(params int[] rows)
    {
        var numbers = RowNumbers.Of(rows);

        Assert.Equal(rows, numbers);
        Assert.Equal(rows.Length, numbers.Count);
        Assert.Equal(rows, Enumerable.Range(0, numbers.Count).Select(at => numbers[at]));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers[rows.Length]);
    }

    [Fact]
    public void Equal_ones_are_equal_and_others_are_not()
    {
        RowNumbers[] all = [[], [7], [8], [7, 8], [7, 8, 9], [7, 9], [7, 10], [7, 9, 10]];

        for (var one = 0; one < all.Length; one++)
        {
            for (var other = 0; other < all.Length; other++) Assert.Equal(one == other, all[one] == RowNumbers.Of([.. all[other]]));
        }
    }
}
