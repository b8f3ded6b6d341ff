using Alerts.Core.Datasets;

namespace Alerts.Core.Tests.Datasets;

public sealed class LongListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(8_192)]
    [InlineData(8_193)]
    [InlineData(100_000)]
    public void It_holds_what_was_added_in_order(int count)
    {
        var list = new LongList<int>();
        foreach (var item in Enumerable.Range(0, count)) list.Add(item);

        Assert.Equal(Enumerable.Range(0, count), list);
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, list.Count).Select(at => list[at]));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[count]);
    }
}
