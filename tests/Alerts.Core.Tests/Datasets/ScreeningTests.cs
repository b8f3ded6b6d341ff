using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

public sealed class ScreeningTests
{
    /// <summary>Values of successive days, through checks.</summary>
    /// <returns>What came of each: <c>taken</c>, or the reason it waits, and what it settled.</returns>
    private static List<string> Screen(QualityChecks checks, params decimal[] values)
    {
        var screening = new Screening<int>(checks.OfValues);
        return [.. values.Select((value, at) => Text(screening.Next(Period.Day(new DateOnly(2025, 3, 1).AddDays(at)), value, at)))];
    }

    private static string Text(Screened<int> screened) => string.Join(' ', new[] { screened.Doubt?.Reason ?? "taken" }
        .Concat(screened.Confirmed.Select(one => $"confirms {one.Value:0}")).Concat(screened.Refuted.Select(one => $"refutes {one.Value:0}")));

    private static readonly QualityChecks Step = new(MaxStep: 40);
    private static readonly QualityChecks Spike = new(SpikeReverted: true);
    private static readonly QualityChecks Slip = new(UnitSlip: true);

    [Fact]
    public void A_step_that_the_next_value_confirms_is_taken_with_it() =>
        Assert.Equal(["taken", "max-step", "taken confirms 200"], Screen(Step, 100, 200, 210));

    [Fact]
    public void A_step_that_is_back_is_dropped() => Assert.Equal(["taken", "max-step", "taken refutes 200"], Screen(Step, 100, 200, 101));

    [Fact]
    public void A_step_of_exactly_the_limit_is_none() => Assert.Equal(["taken", "taken", "max-step"], Screen(Step, 100, 140, 196.01m));

    [Fact]
    public void Confirmation_is_tried_before_the_way_back() => Assert.Equal(["taken", "max-step", "taken confirms 150"], Screen(Step, 100, 150, 120));

    [Fact]
    public void A_value_that_neither_confirms_nor_is_back_waits_too() => Assert.Equal(["taken", "max-step", "max-step", "taken confirms 400"], Screen(Step, 100, 200, 400, 390));

    [Fact]
    public void The_way_back_drops_all_that_wait() => Assert.Equal(["taken", "max-step", "max-step", "taken refutes 200 refutes 400"], Screen(Step, 100, 200, 400, 100));

    [Fact]
    public void A_value_next_to_zero_is_compared_by_multiplying_out() => Assert.Equal(["taken", "max-step", "taken confirms 1"], Screen(Step, 0, 1, 1));

    [Fact]
    public void A_revision_or_late_history_is_no_step()
    {
        var screening = new Screening<int>(Step.OfValues);
        screening.Next(Period.Parse("2025-03-03"), 100, 0);

        Assert.Equal("taken", Text(screening.Next(Period.Parse("2025-03-03"), 300, 1)));
        Assert.Equal("taken", Text(screening.Next(Period.Parse("2025-03-01"), 7, 2)));
        Assert.Equal("taken", Text(screening.Next(Period.Parse("2025-03-04"), 310, 3)));
    }

    [Fact]
    public void A_new_value_of_the_period_that_waits_takes_its_place()
    {
        var screening = new Screening<int>(Step.OfValues);
        screening.Next(Period.Parse("2025-03-01"), 100, 0);
        screening.Next(Period.Parse("2025-03-02"), 500, 1);

        Assert.Equal(500, screening.Next(Period.Parse("2025-03-02"), 110, 2).Replaced!.Value);
        Assert.Empty(screening.Waiting);
    }

    [Theory]
    [InlineData(110, 102)] // 10 % away is far, 2 % is back
    [InlineData(90, 98)]
    [InlineData(152, 100)]
    public void A_spike_that_reverts_is_dropped(int spike, int next) => Assert.Equal($"taken refutes {spike}", Screen(Spike, 100, spike, next)[2]);

    [Fact]
    public void A_jump_that_stays_is_taken() => Assert.Equal(["taken", "spike-reverted", "taken confirms 152", "taken"], Screen(Spike, 100, 152, 153, 155));

    [Fact]
    public void A_jump_that_half_reverts_is_no_spike() => Assert.Equal(["taken", "spike-reverted", "spike-reverted confirms 141", "taken confirms 122"], Screen(Spike, 100, 141, 122, 121));

    [Fact]
    public void From_zero_there_is_no_spike() => Assert.Equal(["taken", "taken"], Screen(Spike, 0, 5));

    [Theory]
    [InlineData(1000, true)]
    [InlineData(10, true)]
    [InlineData(10.2, true)]
    [InlineData(10.21, false)]
    [InlineData(0.098, true)]
    [InlineData(0.0979, false)]
    [InlineData(1000000000, true)]
    [InlineData(10000000000, false)]
    [InlineData(2, false)]
    [InlineData(-10, false)]
    public void A_power_of_ten_within_2_percent_is_a_slip_of_the_unit(double times, bool isSlip) => Assert.Equal(isSlip, new UnitSlip().Doubts((decimal)times * 6500, 6500));

    [Fact]
    public void A_slip_is_confirmed_by_nobody_but_a_person_and_refuted_by_a_value_in_the_old_unit() =>
        Assert.Equal(["taken", "unit-slip-suspected", "unit-slip-suspected", "taken refutes 6500000 refutes 6510000"], Screen(Slip, 6500, 6_500_000, 6_510_000, 6550));

    [Fact]
    public void A_slip_names_the_unit_that_would_fit()
    {
        var slip = new UnitSlip();

        Assert.Contains("read as CNY/t it would be 5,805 CNY/kg", slip.What(5_805_000, 5790, Unit.Parse("CNY/kg")), StringComparison.Ordinal);
        Assert.Contains("read as 万元/吨 it would be 5,805 CNY/kg", slip.What(580.5m, 5790, Unit.Parse("CNY/kg")), StringComparison.Ordinal);
        Assert.Contains("read as kg it would be 305 t", slip.What(305_000, 300, Unit.Parse("t")), StringComparison.Ordinal);
        Assert.Contains("no other unit", slip.What(6_550_000_000_000, 6500, Unit.Parse("CNY/kg")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_of_the_unit_says_nothing_of_a_spike() =>
        Assert.Equal(["taken", "spike-reverted", "unit-slip-suspected", "taken refutes 123 refutes 100000"], Screen(new(UnitSlip: true, SpikeReverted: true), 100, 123, 100_000, 100));

    [Fact]
    public void Numbers_of_any_size_are_compared()
    {
        var largest = 9999999999999999999999999999m;

        Assert.Equal(["taken", "max-step", "max-step"], Screen(new(MaxStep: 40, UnitSlip: true, SpikeReverted: true), 0.0000000000000000000000000001m, largest, -largest));
    }
}
