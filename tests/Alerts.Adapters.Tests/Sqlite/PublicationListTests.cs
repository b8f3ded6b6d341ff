using Alerts.Adapters.Sqlite;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Sqlite;

public sealed class PublicationListTests
{
    [Fact]
    public void Each_is_found_by_its_sequence_however_the_list_grew_and_no_other_is() =>
        Prop.ForAll(Gen.Choose(1, 3).ListOf().Select(steps => steps.ToList()).ListOf().ToArbitrary(), parts =>
        {
            var (list, sequence, all) = (PublicationList.Empty, 0L, new List<Publication>());
            foreach (var steps in parts)
            {
                var more = steps.ConvertAll(step => new Publication(sequence += step, DateTimeOffset.UnixEpoch, "smm", $"{sequence}.csv", ""));
                (list, all) = (list.With(more), [.. all, .. more]);
            }
            var known = all.Select(publication => publication.Sequence).ToHashSet();
            return list.SequenceEqual(all) && list.Last == sequence && all.TrueForAll(publication => ReferenceEquals(list.Of(publication.Sequence), publication))
                && Enumerable.Range(0, (int)sequence + 2).Where(one => !known.Contains(one)).All(one => Record.Exception(() => list.Of(one)) is KeyNotFoundException);
        }).QuickCheckThrowOnFailure();
}
