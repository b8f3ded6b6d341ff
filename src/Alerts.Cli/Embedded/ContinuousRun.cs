using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Cli.Telemetry;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Keeps a workspace up to date until it is told to stop: reads what arrives, does what is due, follows the configuration. Holds the store for its whole life.</summary>
/// <param name="published">For all files; null: as their names say, else now.</param>
internal sealed class ContinuousRun(Workspace workspace, DateTimeOffset? published, Screen screen, Watchers watchers, TimeProvider clock) : IAsyncDisposable
{
    // How often it looks where nothing wakes it, and where something is on its way.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    // Where many files lie: each heartbeat counts all that waits.
    private static readonly TimeSpan BeatWhileReading = TimeSpan.FromSeconds(1);

    private readonly Configuration _configuration = new(workspace, screen);
    private readonly PublicationDays _days = new();
    private readonly Arrivals _arrivals = new(clock);
    private readonly Trouble _trouble = new(screen);
    private readonly Wakes _wakes = new(screen, clock);
    private readonly Polls _polls = new();
    private readonly RunCounts _counts = new();
    private volatile Composition? _parts;
    private Serving? _serving;
    private bool _isToStart = true;
    private bool _isToEnd = true;
    private DateTimeOffset _swept = DateTimeOffset.MinValue;
    private DateTimeOffset _beaten = DateTimeOffset.MinValue;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private Ingested? _lastFile;

    private RunReport Report => new(screen, _configuration.Current, _counts);

    /// <exception cref="StoreException">Another process runs on the workspace, or its store cannot be used at the start, or is broken.</exception>
    public async Task<int> Run(CancellationToken cancel)
    {
        using var alone = Composition.Alone(workspace, clock);
        _parts = new Composition(workspace, clock);
        screen.Line($"{workspace.Name}: watching {workspace.Inbox}. Ctrl-C ends it.");
        await Serve(workspace.Api);
        while (!cancel.IsCancellationRequested)
        {
            var pause = await Round(cancel);
            screen.Flush();
            // Posted values are not kept waiting by a look at all files.
            while (await _wakes.Sleep(pause, cancel) == Woken.ByCall && clock.GetUtcNow() - _looked < Usual) pause = await Attempt(Call, cancel);
        }
        await Close();
        Report.Finished();
        watchers.Ended(_counts);
        return ExitCode.Done;
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving is not null) await _serving.DisposeAsync();
        await Close();
        _wakes.Dispose();
    }

    /// <returns>How long to sleep.</returns>
    private Task<TimeSpan> Round(CancellationToken cancel) => Attempt(async cancelled =>
    {
        _looked = clock.GetUtcNow();
        await Follow();
        _parts ??= new Composition(_configuration.Current, clock);
        await Work(Next(_parts), _parts.Poll, cancelled);
    }, cancel);

    private Task Call(CancellationToken cancel) => _parts is { } parts ? Next(parts).Pump(cancel) : Task.CompletedTask;

    private Pass Next(Composition parts) => new(_configuration.Current, parts, Report, watchers, clock, Usual);

    private async Task<TimeSpan> Attempt(Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        try
        {
            await work(cancel);
            var pause = _parts is null ? Usual : await Pause(_parts);
            _trouble.IsOver();
            return pause;
        }
        catch (Exception trouble) when (trouble is StoreException { MayPass: true } or IOException or UnauthorizedAccessException)
        {
            // What is remembered of the store may be ahead of it.
            await Close();
            return _trouble.Meet(trouble.Message);
        }
    }

    private async Task Follow()
    {
        if (_configuration.Reload())
        {
            await Close();
            _arrivals.ConfigurationChanged();
            screen.Complain("the changed configuration is in use");
            await Serve(_configuration.Current.Api);
        }
        var current = _configuration.Current;
        _wakes.Watch(new Inbox(current, clock, _days).Folder, Configuration.Folders(current));
    }

    private async Task Work(Pass pass, PollSources poll, CancellationToken cancel)
    {
        if (_isToStart) await pass.Start();
        _isToStart = false;
        _serving?.Open(_configuration.Current, _parts!);
        await pass.Pump(cancel);
        await Read(pass, cancel);
        if (await _polls.Round(_configuration.Current, poll, pass, _wakes.Wake, clock.GetUtcNow(), cancel) is { } polled)
        {
            pass.Polled(polled);
            _isToEnd |= polled.Files.Count > 0;
        }
        if (_isToEnd && !_arrivals.IsSomethingComing && !cancel.IsCancellationRequested)
        {
            await pass.End(cancel);
            _isToEnd = false;
        }
        if (clock.GetUtcNow() - _swept >= SweepEvery)
        {
            await pass.Sweep(cancel);
            if (!_arrivals.IsSomethingComing && !cancel.IsCancellationRequested) await pass.Days(cancel);
            _swept = clock.GetUtcNow();
            if (_serving is not null) _serving.LastSweep = _swept;
            if (!cancel.IsCancellationRequested) await _parts!.TellWatchdog(screen, waits: false);
        }
        await Beat(pass);
    }

    private async Task Serve(ApiSettings? settings)
    {
        if (settings is null && _serving is null) return;
        _serving ??= new(screen, Called, clock);
        await _serving.Follow(settings);
    }

    // It sleeps, or waits for slow receivers.
    private void Called()
    {
        _parts?.Worker.Wake();
        _wakes.Call();
    }

    private async Task Read(Pass pass, CancellationToken cancel)
    {
        var files = new Inbox(_configuration.Current, clock, _days).Files(published);
        foreach (var file in _arrivals.Ready(files).TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            if (await file.BytesIfFree() is not { } bytes)
            {
                if (_arrivals.NotFree(file)) screen.Complain($"{file.Name} cannot be read, or changes all the time: it is left alone until it can");
                return;
            }
            _isToEnd = true;
            _lastFile = await pass.Read(file, bytes, published, cancel);
            _arrivals.Taken(file, isRefused: _lastFile is FileUnmatched or FileRead { Reading.Outcome: ReadingOutcome.Rejected });
            if (clock.GetUtcNow() - _beaten >= BeatWhileReading) await Beat(pass);
        }
    }

    private async Task Beat(Pass pass)
    {
        _beaten = clock.GetUtcNow();
        Heartbeat.Write(_configuration.Current, _beaten, _lastFile, await pass.Waiting());
    }

    // Until the next work is due, and never longer than usual.
    private async Task<TimeSpan> Pause(Composition parts)
    {
        var longest = _arrivals.IsSomethingComing || _configuration.IsChanging ? Soon : Usual;
        if (new[] { await parts.Queue.NextDue(CancellationToken.None), _polls.NextDue }.Min() is not { } due) return longest;
        var until = due - clock.GetUtcNow();
        return until <= TimeSpan.Zero ? TimeSpan.Zero : until < longest ? until : longest;
    }

    private async Task Close()
    {
        if (_serving is not null) await _serving.Close();
        _parts?.Dispose();
        _parts = null;
        _isToStart = _isToEnd = true;
        _polls.Forget();
    }
}
