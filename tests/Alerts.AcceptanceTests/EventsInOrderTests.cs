using System.Buffers;
using System.Text;
using Alerts.Cli.Output.InOrder;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.AcceptanceTests;

/// <summary>The order in which a backtest tells, however its parts come.</summary>
public sealed class EventsInOrderTests
{
    private static readonly DateOnly FirstDay = new(2025, 3, 1);

    private static AlertEvent Event(Random random, string title)
    {
        var sequence = random.Next(1, 6);
        var publication = new Publication(sequence, new DateTimeOffset(FirstDay.AddDays(sequence / 2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), "prices", "prices.csv", "hash");
        return new(new("e"), EventType.Firing, "r", ["s"], Period.Day(FirstDay.AddDays(random.Next(4))), publication, false, Severity.High, title, null, null, null, [], new("e"), [], new Dictionary<string, string>(), null, "s > 1", null);
    }

    /// <param name="mostInMemory">Bytes of a run: where there are more, most of what is told lies in the temporary file.</param>
    [Theory]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(40)]
    [InlineData(1000)]
    public void They_are_told_by_publication_rule_instance_and_period_whatever_comes_first(int mostInMemory)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var all = Enumerable.Range(0, random.Next(30)).Select(order => (Order: order, Events: Enumerable.Range(0, random.Next(40)).Select(at => Event(random, $"{order} {at}")).ToList())).ToList();
            using var events = new EventsInOrder((told, bytes) => Encoding.UTF8.GetBytes(told.Title, bytes), mostInMemory);
            Parallel.ForEach(all.OrderBy(_ => random.Next()).ToList(), one => events.Add(one.Order, one.Events));

            var expected = all.SelectMany(one => one.Events.Select((told, at) => (one.Order, Told: told, At: at)))
                .OrderBy(one => one.Told.Published).ThenBy(one => one.Told.Publication.Sequence).ThenBy(one => one.Order).ThenBy(one => one.Told.Period).ThenBy(one => one.At).Select(one => one.Told.Title);
            Assert.Equal(expected, Told(events));
            Assert.Equal(all.Sum(one => one.Events.Count), events.Count);
        }
    }

    [Fact]
    public void Long_and_short_ones_come_back_from_the_file_as_they_were()
    {
        var random = new Random(20250324);
        var titles = Enumerable.Range(0, 60).Select(at => new string((char)('a' + (at % 26)), at % 3 == 0 ? 0 : random.Next(200_000))).ToList();
        using var events = new EventsInOrder((told, bytes) => Encoding.UTF8.GetBytes(told.Title, bytes), mostInMemory: 300_000);
        for (var order = 0; order < titles.Count; order++) events.Add(order, [Event(new Random(1), titles[order])]);

        Assert.Equal(titles, Told(events));
    }

    private static List<string> Told(EventsInOrder events)
    {
        var titles = new List<string>();
        events.Tell(told => titles.Add(Encoding.UTF8.GetString(told)));
        return titles;
    }
}
