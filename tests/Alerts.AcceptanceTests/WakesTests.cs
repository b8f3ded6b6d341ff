using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.AcceptanceTests;

public sealed class WakesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Posted_values_are_looked_at_at_once_while_changed_files_still_gather()
    {
        using var screen = Screen.OfThisProcess(json: true);
        using var wakes = new Wakes(screen, new StoppedClock());
        wakes.Wake();
        var pause = wakes.Sleep(TimeSpan.FromMinutes(1), default);
        Assert.False(pause.IsCompleted);

        wakes.Call();

        Assert.Equal(Woken.ByCall, await pause.WaitAsync(Patience));
    }

    /// <summary>No time passes, so nothing that waits for it ends.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
