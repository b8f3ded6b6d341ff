using System.Reflection;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.Cli.Telemetry;

/// <summary>Who watches a run besides the screen: a log, a collector; nobody, where neither is asked for.</summary>
internal sealed class Watchers : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly Log? _log;
    private readonly OtlpExport? _export;
    private readonly RunSignals? _signals;

    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    public Watchers(Log? log, Func<string, string?> environment, TimeProvider clock)
    {
        (_log, _clock, _began) = (log, clock, clock.GetTimestamp());
        if (!OtlpSettings.AreGiven(environment)) return;
        _export = OtlpExport.Start(environment);
        _signals = new RunSignals();
    }

    /// <summary>The report, and those who watch besides.</summary>
    public IRunObserver With(RunReport report, Composition parts)
    {
        if (_log is null && _signals is null) return report;
        var all = new List<IRunObserver> { report };
        if (_log is not null) all.Add(new RunLog(_log));
        if (_signals is not null)
        {
            _signals.Origins = new Origins(parts.Observations, parts.Alerts);
            all.Add(_signals);
        }
        return new RunObservers(all);
    }

    public void Started(bool once) => _log?.Write(LogEvent.RunStarted, Assembly.GetExecutingAssembly().GetName().Version!.ToString(3), once);

    public void Ended(RunCounts counts) =>
        _log?.Write(LogEvent.RunEnded, counts.Files, counts.Events, counts.Notifications, counts.Dead, counts.Waiting, Math.Round(_clock.GetElapsedTime(_began).TotalMilliseconds, 1));

    public void Dispose()
    {
        _export?.Dispose();
        _signals?.Dispose();
    }
}
