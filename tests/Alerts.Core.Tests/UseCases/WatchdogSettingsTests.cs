using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class WatchdogSettingsTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(5.0, false)]
    [InlineData(-9.0, false)]
    [InlineData(-11.0, true)]
    public void Work_that_has_been_due_for_more_than_ten_minutes_is_stuck(double? minutes, bool isStuck) =>
        Assert.Equal(isStuck, WatchdogSettings.IsStuck(minutes is { } due ? Some.Morning.AddMinutes(due) : null, Some.Morning));
}
