using System.Reflection;
using Alerts.Core.UseCases;

namespace Alerts.Web.Tests;

public sealed class BacktestTurnTests
{
    [Fact]
    public async Task A_service_runs_one_backtest_at_a_time_and_another_service_does_not_wait_for_it()
    {
        await using var busy = await ServedDesk.WithNews();
        await using var free = await ServedDesk.WithNews();
        var held = Held.Over(busy.Desk.Observations);
        busy.Desk.Observations = (IObservationStore)held;

        var first = busy.Get("/api/backtest");
        await held.Reached.Task;

        var second = await busy.Get("/api/backtest");
        Assert.Equal("503 busy", $"{second.Status} {second.Problem}");
        Assert.Equal(200, (await free.Get("/api/backtest")).Status);

        held.Goes.SetResult();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await busy.Get("/api/backtest")).Status);
    }

    /// <summary>A store whose history is not read before it is let go.</summary>
    public class Held : DispatchProxy
    {
        private IObservationStore _store = null!;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Goes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Held Over(IObservationStore store)
        {
            var held = (Held)(object)Create<IObservationStore, Held>();
            held._store = store;
            return held;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IObservationStore.History))
            {
                Reached.TrySetResult();
                Goes.Task.Wait();
            }
            return targetMethod.Invoke(_store, args);
        }
    }
}
