using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;
using Alerts.Web;
using Alerts.Web.Hosting;

namespace Alerts.Cli.Embedded;

/// <summary>Serves the HTTP API beside a run, with what the run works with. Only a workspace with <c>api</c> loads any of it.</summary>
/// <param name="wake">There is work for the run.</param>
internal sealed class Serving(Screen screen, Action wake, TimeProvider clock) : IApiHost, IAsyncDisposable
{
    private ApiServer? _server;
    private ApiSettings? _settings;
    private volatile Desk? _desk;

    public TimeProvider Clock => clock;

    public Func<string, bool>? AnswersHost => _settings is { } settings ? settings.Answers : null;

    /// <summary>When the run looked for lost work last.</summary>
    public DateTimeOffset? LastSweep { get; set; }

    /// <summary>Listens where the configuration says, from now on.</summary>
    /// <exception cref="IOException">Nothing can listen there.</exception>
    public async Task Follow(ApiSettings? settings)
    {
        var before = _settings;
        _settings = settings;
        if ((settings?.Address, settings?.Port) == (before?.Address, before?.Port) && (_server is null) == (settings is null)) return;
        await Stop();
        if (settings is null) return;
        _server = await ApiServer.Start(settings, this);
        screen.Line($"API: http://{new System.Net.IPEndPoint(settings.Address, settings.Port)}");
    }

    /// <summary>Calls are answered from here on.</summary>
    public void Open(Workspace workspace, Composition parts) => _desk ??= _settings is null ? null : new(this, workspace, parts, Composition.StoresToRead(workspace, clock)!);

    /// <summary>Until it is opened again, calls are told to come back. Ends when those under way are answered.</summary>
    public async Task Close()
    {
        if (_desk is not { } desk) return;
        _desk = null;
        await desk.Close();
    }

    public ValueTask<IApiLoan?> Borrow(CancellationToken cancel) => ValueTask.FromResult(_desk?.Lend());

    // A store that was closed while a call took its time comes back.
    public bool MayPass(Exception error) => error is StoreException or ObjectDisposedException or IOException or UnauthorizedAccessException;

    public void Failed(string operation, Exception error) => screen.Complain($"{operation}: {(MayPass(error) ? error.Message.ReplaceLineEndings(" ") : error)}");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Close();
    }

    private async Task Stop()
    {
        if (_server is { } server) await server.DisposeAsync();
        _server = null;
    }

    /// <summary>What calls work with while one composition lives.</summary>
    private sealed class Desk(Serving serving, Workspace workspace, Composition parts, Stores reading)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

        private readonly Lock _lock = new();
        private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _lent;
        private bool _isClosing;

        public IApiLoan? Lend()
        {
            lock (_lock)
            {
                if (_isClosing) return null;
                _lent++;
            }
            return new Loan(this);
        }

        public async Task Close()
        {
            lock (_lock)
            {
                _isClosing = true;
                if (_lent == 0) _empty.TrySetResult();
            }
            // Whoever sends its file slower than this finds the store closed, and is told to send it again.
            await Task.WhenAny(_empty.Task, Task.Delay(Patience, serving.Clock));
            reading.Dispose();
        }

        private void GiveBack()
        {
            lock (_lock)
            {
                if (--_lent == 0 && _isClosing) _empty.TrySetResult();
            }
        }

        private sealed class Loan(Desk desk) : IApiLoan
        {
            private int _isGivenBack;

            public Workspace Workspace => desk.Workspace;

            public IObservationStore Observations => desk.Reading.Observations;

            public IAlertStore Alerts => desk.Reading.Alerts;

            public INotificationStore Notifications => desk.Reading.Notifications;

            public IApiKeyStore Keys => desk.Reading.Keys;

            public ISilenceStore Silences => desk.Reading.Silences;

            public ISubscriptionStore Subscriptions => desk.Reading.Subscriptions;

            public Task<DateTimeOffset?> LastSweep(CancellationToken cancel) => Task.FromResult(desk.Serving.LastSweep);

            public async Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel)
            {
                var ingested = await desk.Parts.Intake.Take(desk.Workspace, file, bytes, choice);
                if (ingested is FileRead) desk.Serving.Wake();
                return ingested;
            }

            public async Task<bool> Replay(Core.Notifications.NotificationId id, CancellationToken cancel)
            {
                var isReplayed = await desk.Parts.Notifications.Replay(id, desk.Serving.Clock.GetUtcNow(), cancel);
                if (isReplayed) desk.Serving.Wake();
                return isReplayed;
            }

            public async Task<T> Change<T>(Func<Changes, Task<T>> change)
            {
                var result = await desk.Parts.Intake.Alone(() => change(desk.Parts.Changes));
                desk.Serving.Wake();
                return result;
            }

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isGivenBack, 1) == 0) desk.GiveBack();
            }
        }

        private Workspace Workspace => workspace;

        private Stores Reading => reading;

        private Composition Parts => parts;

        private Serving Serving => serving;
    }

    private void Wake() => wake();
}
