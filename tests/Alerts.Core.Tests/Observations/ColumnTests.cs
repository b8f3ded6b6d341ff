using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Observations;

public sealed class ColumnTests
{
    private enum Change
    {
        Add,
        Insert,
        RemoveAt,
        RemoveFrom,
        Set,
        EnsureCapacity,
    }

    [Fact]
    public void A_column_holds_what_a_list_would_hold()
    {
        var changes = Gen.ArrayOf(from change in Gen.Frequency((4, Gen.Constant(Change.Add)), (1, Gen.Elements(Enum.GetValues<Change>()))) from at in Gen.Choose(0, 99) select (change, at));
        Prop.ForAll(changes.ToArbitrary(), Agree).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_stands_behind_the_last_value()
    {
        Column<int> column = [1, 2, 3];
        column.RemoveFrom(1);

        Assert.Throws<InvalidOperationException>(() => column[1]);
        Assert.Throws<InvalidOperationException>(() => column[1] = 4);
    }

    private static bool Agree((Change Change, int At)[] changes)
    {
        var (list, column) = (new List<int>(), new Column<int>());
        foreach (var (change, drawn) in changes)
        {
            var at = list.Count == 0 ? 0 : drawn % list.Count;
            if (change is Change.Add or Change.Insert)
            {
                list.Insert(change == Change.Add ? list.Count : at, drawn);
                if (change == Change.Add) column.Add(drawn);
                else column.Insert(at, drawn);
            }
            else if (change == Change.EnsureCapacity)
            {
                column.EnsureCapacity(drawn);
            }
            else if (list.Count > 0)
            {
                if (change == Change.RemoveFrom) list.RemoveRange(at, list.Count - at);
                else if (change == Change.RemoveAt) list.RemoveAt(at);
                else list[at] = drawn;
                if (change == Change.RemoveFrom) column.RemoveFrom(at);
                else if (change == Change.RemoveAt) column.RemoveAt(at);
                else column[at] = drawn;
            }
            if (!list.SequenceEqual(column) || list.Count != column.Count) return false;
        }
        return true;
    }
}
