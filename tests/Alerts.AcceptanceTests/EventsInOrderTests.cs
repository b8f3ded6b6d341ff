using System.Buffers;
using System.Text;
using Alerts.Cli.Output;
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

    [Fact]
    public void They_are_told_by_publication_rule_instance_and_period_whatever_comes_first()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var all = Enumerable.Range(0, random.Next(30)).Select(order => (Order: order, Events: Enumerable.Range(0, random.Next(40)).Select(at => Event(random, $"{order} {at}")).ToList())).ToList();
            using var events = new EventsInOrder((told, bytes) => Encoding.UTF8.GetBytes(told.Title, bytes));
            Parallel.ForEach(all.OrderBy(_ => random.Next()).ToList(), one => events.Add(one.Order, one.Events));
            var titles = new List<string>();
            events.Tell(told => titles.Add(Encoding.UTF8.GetString(told)));

            var expected = all.SelectMany(one => one.Events.Select((told, at) => (one.Order, Told: told, At: at)))
                .OrderBy(one => one.Told.Published).ThenBy(one => one.Told.Publication.Sequence).ThenBy(one => one.Order).ThenBy(one => one.Told.Period).ThenBy(one => one.At).Select(one => one.Told.Title);
            Assert.Equal(expected, titles);
        }
    }

    [Fact]
    public void What_is_too_large_for_memory_is_read_back_from_a_file()
    {
        var random = new Random(20250324);
        using var bytes = new SpilledBytes();
        var pieces = new List<(long From, byte[] Piece)>();
        for (var length = 0; length < 40_000_000;)
        {
            var piece = new byte[random.Next(0, 3_000_000)];
            random.NextBytes(piece);
            pieces.Add((bytes.Append(piece), piece));
            length += piece.Length;
        }

        foreach (var (from, piece) in pieces.OrderBy(_ => random.Next())) Assert.True(bytes.Read(from, piece.Length).SequenceEqual(piece));
    }
}
