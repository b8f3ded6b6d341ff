using Alerts.Functions.App;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

internal sealed class SweepTrigger(Sweeping sweeping)
{
    [Function("Sweep")]
    public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel) => sweeping.Run(timer.IsPastDue, cancel);
}
