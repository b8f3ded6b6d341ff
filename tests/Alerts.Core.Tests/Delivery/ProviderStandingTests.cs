using Alerts.Core.Delivery;
using FsCheck;
using FsCheck.Fluent;
using Outcome = Alerts.Core.Delivery.Outcome;

namespace Alerts.Core.Tests.Delivery;

public sealed class ProviderStandingTests
{
    private static readonly DateTimeOffset Sent = new(2025, 3, 24, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("processed", Outcome.Accepted)]
    [InlineData("processed deferred", Outcome.Deferred)]
    [InlineData("deferred processed", Outcome.Deferred)]
    [InlineData("processed deferred delivered", Outcome.Delivered)]
    [InlineData("delivered processed", Outcome.Delivered)]
    [InlineData("delivered deferred", Outcome.Delivered)]
    [InlineData("processed bounce", Outcome.Failed)]
    [InlineData("delivered bounce", Outcome.Failed)]
    [InlineData("bounce delivered", Outcome.Delivered)]
    [InlineData("delivered open", Outcome.Delivered)]
    public void What_happened_last_counts_and_a_lower_rank_takes_nothing_back(string happened, Outcome outcome) =>
        Assert.Equal(outcome, ProviderStanding.Of(Reports(happened), Sent)!.Outcome);

    [Fact]
    public void At_the_same_second_the_failure_counts() =>
        Assert.Equal(Outcome.Failed, ProviderStanding.Of(Reports("bounce delivered").Select(report => report with { At = Sent }), Sent)!.Outcome);

    [Fact]
    public void The_order_in_which_reports_come_does_not_matter() => Prop.ForAll(
        Gen.Choose(0, 4).Select(kind => new[] { "processed", "deferred", "delivered", "bounce", "open" }[kind]).ListOf().Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(),
        drawn =>
        {
            var reports = Reports(string.Join(' ', drawn.Item1)).ToList();
            var shuffled = reports.OrderBy(report => (report.At.Minute * 7919 + drawn.Item2) % 101).ToList();
            return Equals(ProviderStanding.Of(reports, Sent), ProviderStanding.Of(shuffled, Sent));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_is_given_up_72_hours_after_it_was_first_deferred() =>
        Assert.Equal(Sent.AddMinutes(1).AddHours(72), ProviderStanding.Of(Reports("processed deferred deferred"), Sent)!.GivenUpAt);

    [Fact]
    public void What_was_reported_before_the_message_was_sent_again_tells_nothing()
    {
        Assert.Null(ProviderStanding.Of(Reports("bounce"), Sent.AddHours(1)));
        Assert.Null(ProviderStanding.Of(Reports("bounce"), firstAt: null));
        Assert.Null(ProviderStanding.Of([], Sent));
    }

    [Fact]
    public void Clocks_may_differ_by_a_minute() => Assert.NotNull(ProviderStanding.Of(Reports("processed"), Sent.AddMinutes(1)));

    [Fact]
    public void Wishes_and_failures_of_an_address_are_placed_by_their_own_time()
    {
        var known = DestinationStanding.Unknown.After(AddressEffect.OptIn, Sent.AddHours(1)).After(AddressEffect.OptOut, Sent);
        Assert.Null(known.Refusal);
        known = known.After(AddressEffect.OptOut, Sent.AddHours(3)).After(AddressEffect.OptOut, Sent.AddHours(2)).After(AddressEffect.OptIn, Sent.AddHours(2.5));
        Assert.Equal(Sent.AddHours(3), known.OptedOutSince);
        var failing = DestinationStanding.Unknown.After(AddressEffect.Works, Sent.AddHours(1)).After(AddressEffect.SoftFailure, Sent);
        Assert.Empty(failing.SoftFailures);
    }

    [Theory]
    [InlineData(0, 3, 6.9, true)]
    [InlineData(0, 3, 7, false)]
    [InlineData(6.9, 0, 3, true)]
    public void Three_failures_within_seven_days_end_an_address(double first, double second, double third, bool ends)
    {
        var known = new[] { first, second, third }.Aggregate(DestinationStanding.Unknown, (known, days) => known.After(AddressEffect.SoftFailure, Sent.AddDays(days)));

        Assert.Equal(ends, known.GoneSince is not null);
    }

    // One a minute, in the order written.
    private static IEnumerable<ProviderReport> Reports(string happened) => happened.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((name, minute) => new ProviderReport(
        $"{minute}", name, Sent.AddMinutes(minute), name switch { "processed" => Outcome.Accepted, "deferred" => Outcome.Deferred, "delivered" => Outcome.Delivered, "bounce" => Outcome.Failed, _ => null }, ""));
}
