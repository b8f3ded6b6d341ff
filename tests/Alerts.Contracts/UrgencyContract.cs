using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What a queue promises that hands out one item at a time.</summary>
public abstract class UrgencyContract
{
    /// <summary>An empty store; all four are one.</summary>
    protected abstract (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty();

    [Fact]
    public async Task A_critical_alert_is_routed_and_told_before_others_that_have_waited_longer()
    {
        var (store, alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        var high = Some.Event(cause);
        var critical = Some.Event(cause, "2025-03-25") with { Severity = Severity.Critical };
        await alerts.Record(Some.State(), [high, critical], default);

        Assert.Equal([WorkKind.Evaluate.ToString(), critical.Id.Text, high.Id.Text], await Drain(queue, named: WorkKind.Route));

        await store.Add([Some.Notification(high.Id)], Some.Morning.AddHours(-2), default);
        await store.Add([Some.Notification(critical.Id)], Some.Morning.AddHours(-1), default);
        Assert.Equal([Some.Notification(critical.Id).Id.Text, Some.Notification(high.Id).Id.Text], await Drain(queue, named: WorkKind.Deliver));
    }

    [Fact]
    public async Task A_new_file_is_evaluated_before_old_messages_are_sent_and_what_is_not_due_waits()
    {
        var (store, alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        var critical = Some.Event(cause) with { Severity = Severity.Critical };
        await alerts.Record(Some.State(), [critical], default);
        await Drain(queue, named: WorkKind.Deliver);
        await store.Add([Some.Notification(critical.Id)], Some.Morning.AddHours(-1), default);
        await observations.Append(Some.File(2), [Some.Value(period: "2025-03-25")], default);

        Assert.Equal(WorkKind.Deliver, (await queue.Next(Some.Morning.AddMinutes(-1), default))?.Kind);
        Assert.Equal([WorkKind.Evaluate.ToString(), Some.Notification(critical.Id).Id.Text], await Drain(queue, named: WorkKind.Deliver));
    }

    [Fact]
    public async Task Of_messages_the_most_urgent_are_handed_out_first_and_stay_until_they_are_done()
    {
        var (store, alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        var high = Some.Event(cause);
        var critical = Some.Event(cause, "2025-03-25") with { Severity = Severity.Critical };
        await alerts.Record(Some.State(), [high, critical], default);
        await store.Add([Some.Notification(high.Id)], Some.Morning.AddHours(-2), default);
        await store.Add([Some.Notification(critical.Id)], Some.Morning.AddHours(-1), default);

        for (var time = 0; time < 2; time++)
            Assert.Equal([Some.Notification(critical.Id).Id.Text, Some.Notification(high.Id).Id.Text], (await queue.Messages(Some.Morning, 10, default)).Select(item => item.Key));
        Assert.DoesNotContain(WorkKind.Deliver, (await queue.Decisions(Some.Morning, 10, default)).Select(item => item.Kind));
    }

    private static async Task<List<string>> Drain(IWorkQueue queue, WorkKind named)
    {
        var drained = new List<string>();
        while (await queue.Next(Some.Morning, default) is { } item)
        {
            drained.Add(item.Kind == named ? item.Key : item.Kind.ToString());
            await queue.Done(item, default);
        }
        return drained;
    }
}
