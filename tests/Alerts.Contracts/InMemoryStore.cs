using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>All store ports in memory, for tests. It keeps the same contracts as the stores that ship.</summary>
public sealed class InMemoryStore : IRawFileStore, IObservationStore, IAlertStore, INotificationStore, IPostponementStore, ISilenceStore, IApiKeyStore, ISubscriptionStore, IWorkQueue, ISourceStore
{
    private readonly Dictionary<string, byte[]> _raw = [];
    private readonly List<FileRecord> _files = [];
    private readonly List<Observation> _observations = [];
    private readonly Dictionary<InstanceId, InstanceState> _states = [];
    private readonly List<AlertEvent> _events = [];
    private readonly Dictionary<(string Channel, string Address), DateTimeOffset> _held = [];
    private readonly Dictionary<(string Channel, string Address), DestinationStanding> _standing = [];
    private readonly Dictionary<(string Channel, string Address), DateTimeOffset> _failing = [];
    private readonly List<Kept> _notifications = [];
    private readonly HashSet<NotificationId> _forgotten = [];
    private readonly Dictionary<(string Subscriber, string Address), Subscription> _subscriptions = [];
    private readonly List<WorkItem> _work = [];
    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly List<PostponedEvent> _postponed = [];
    private readonly Dictionary<string, Silence> _silences = [];
    private readonly Dictionary<string, SourceState> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _hosts = new(StringComparer.Ordinal);
    private DateTimeOffset? _firstRun;
    private long _evaluated;
    private string? _caughtUp;
    private DateOnly? _day;
    private long _works;

    public Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        _raw[sha256] = bytes.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]?> Read(string sha256, CancellationToken cancel) => Task.FromResult(_raw.GetValueOrDefault(sha256));

    Task<IReadOnlyList<string>> IRawFileStore.All(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([.. _raw.Keys]);

    public Task Delete(string sha256, CancellationToken cancel)
    {
        _raw.Remove(sha256);
        return Task.CompletedTask;
    }

    public Task<FileRecord?> Find(string sha256, CancellationToken cancel) => Task.FromResult(_files.Find(file => file.Sha256 == sha256));

    public Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel)
    {
        _files.RemoveAll(known => known.Sha256 == file.Sha256 && known.Outcome == ReadingOutcome.Rejected);
        if (_files.Exists(known => known.Sha256 == file.Sha256)) throw new InvalidOperationException($"{file.File} was appended before");
        var record = file with { Sequence = _files.Select(known => known.Sequence).DefaultIfEmpty(0).Max() + 1 };
        _files.Add(record);
        _observations.AddRange(additions.Select(value => new Observation(value.Series, value.Period, value.Value, value.Unit, file.Published, record.Publication, value.Rows, []) { Origin = value.From == 0 ? null : _files.Find(known => known.Sequence == value.From)!.Publication }));
        if (file.Outcome != ReadingOutcome.Rejected) Queue(WorkKind.Evaluate, $"{record.Sequence}", file.ReadAt);
        return Task.FromResult(record.Publication);
    }

    public Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Observation>>(
        [.. series.SelectMany(id => _observations.Where(observation => observation.Series == id)
            .OrderBy(observation => observation.Period).ThenBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence))]);

    public async Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel)
    {
        var recent = new List<RecentValues>();
        foreach (var since in series) recent.Add(RecentValues.Since(since.Day, since.Series, await History([since.Series], cancel)));
        return recent;
    }

    public Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Observation>>(
        [.. _observations.Where(observation => observation.Publication.Sequence == sequence).OrderBy(observation => observation.Series, StringComparer.Ordinal).ThenBy(observation => observation.Period)]);

    public async Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel) => [.. (await Quarantine(isWaiting: false, cancel)).Where(row => row.Publication.Sequence == sequence)];

    public Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel)
    {
        var settled = _files.SelectMany(file => file.Settled, (file, one) => (Settled: one, file.Publication)).GroupBy(one => one.Settled.Id).ToDictionary(one => one.Key, one => one.Last());
        var rows = _files.Where(file => file.Outcome != ReadingOutcome.Rejected).SelectMany(file => file.SetAside.Where(row => row.IsQuarantined).Select(row => new QuarantinedRow(file.Publication, row)));
        return Task.FromResult<IReadOnlyList<QuarantinedRow>>([.. rows.Select(row => settled.TryGetValue(row.Id, out var by) ? row with { Settled = by.Settled, By = by.Publication } : row).Where(row => row.IsWaiting || !isWaiting)]);
    }

    public Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Publication>>([.. _files.Where(file => file.Outcome != ReadingOutcome.Rejected).Select(file => file.Publication)]);

    public Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel) => Task.FromResult(_firstRun ??= now);

    public Task<long> Evaluated(CancellationToken cancel) => Task.FromResult(_evaluated);

    public Task MarkEvaluated(long sequence, CancellationToken cancel)
    {
        _evaluated = Math.Max(_evaluated, sequence);
        return Task.CompletedTask;
    }

    public Task<DateOnly?> LastDay(CancellationToken cancel) => Task.FromResult(_day);

    public Task MarkDay(DateOnly day, CancellationToken cancel)
    {
        _day = _day is { } known && known > day ? known : day;
        return Task.CompletedTask;
    }

    public Task<string?> CaughtUp(CancellationToken cancel) => Task.FromResult(_caughtUp);

    public Task MarkCaughtUp(string rules, CancellationToken cancel)
    {
        _caughtUp = rules;
        return Task.CompletedTask;
    }

    public Task<SourceState?> Source(string dataset, CancellationToken cancel) => Task.FromResult(_sources.GetValueOrDefault(dataset));

    public Task<IReadOnlyList<SourceState>> Sources(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SourceState>>([.. _sources.Values.OrderBy(state => state.Dataset, StringComparer.Ordinal)]);

    public Task Record(SourceState state, CancellationToken cancel)
    {
        _sources[state.Dataset] = state;
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> Hold(string host, CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(_hosts.TryGetValue(host, out var until) ? until : null);

    public Task Hold(string host, DateTimeOffset until, CancellationToken cancel)
    {
        if (!_hosts.TryGetValue(host, out var before) || before < until) _hosts[host] = until;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel) => Task.FromResult<IReadOnlyList<FileRecord>>([.. _files.OrderBy(file => file.Sequence).Select(file => file with { SetAside = [] })]);

    public Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<(InstanceId Id, string Meaning)>>([.. _states.Values.Select(state => (state.Id, state.Meaning))]);

    public Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel) => Task.FromResult<IReadOnlyList<InstanceState>>([.. _states.Values.Where(state => !state.IsAtRest)]);

    public Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<InstanceState>>([.. instances.Where(_states.ContainsKey).Select(id => _states[id])]);

    public Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        if (next.Version != (_states.GetValueOrDefault(next.Id)?.Version ?? 0) + 1) return Task.FromResult(false);
        _states[next.Id] = next;
        Add(events);
        return Task.FromResult(true);
    }

    public Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        Add(events);
        return Task.CompletedTask;
    }

    private void Add(IReadOnlyList<AlertEvent> events)
    {
        foreach (var told in events.Where(told => !_events.Exists(known => known.Id == told.Id)))
        {
            _events.Add(told);
            Queue(WorkKind.Route, told.Id.Text, DateTimeOffset.UnixEpoch);
        }
    }

    public Task Close(InstanceId instance, CancellationToken cancel)
    {
        _states.Remove(instance);
        return Task.CompletedTask;
    }

    public Task<AlertEvent?> Event(EventId id, CancellationToken cancel) => Task.FromResult(_events.Find(told => told.Id == id));

    public Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel) => Task.FromResult<IReadOnlyList<AlertEvent>>([.. _events]);

    public Task Add(IReadOnlyList<Notification> notifications, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var notification in notifications.Where(notification => !_forgotten.Contains(notification.Id) && !_notifications.Exists(kept => kept.Notification.Id == notification.Id)))
        {
            var isSent = notification.In is null;
            _notifications.Add(new(notification) { Due = isSent ? now : null, Status = isSent ? NotificationStatus.Waiting : NotificationStatus.Accepted });
            if (isSent) Queue(WorkKind.Deliver, notification.Id.Text, now);
        }
        return Task.CompletedTask;
    }

    public Task<Claim?> Claim(NotificationId id, DateTimeOffset now, TimeSpan lease, CancellationToken cancel)
    {
        var kept = _notifications.Find(kept => kept.Notification.Id == id);
        if (kept is { Status: NotificationStatus.Accepted } && kept.Due <= now)
        {
            (kept.Status, kept.Due) = (NotificationStatus.Dead, null);
            kept.Reports.Add(ProviderStanding.GaveUp(now));
        }
        if (kept is null || kept.Status != NotificationStatus.Waiting) return Task.FromResult<Claim?>(null);
        var destination = (kept.Notification.Channel, kept.Notification.Address);
        if (Standing(destination).Refusal is { } refusal)
        {
            (kept.Status, kept.Due, kept.ClaimedUntil, kept.Claims) = (NotificationStatus.Dead, null, null, kept.Claims + 1);
            kept.Attempts.Add(new(kept.Claims, now, Outcome.DeadEndpoint, refusal, DeliveryReason.ReceiverGone.ToString()));
            return Task.FromResult<Claim?>(null);
        }
        if (_held.TryGetValue(destination, out var until) && until > now)
        {
            kept.Due = DestinationHold.Turn(until, kept.Claims > 0, kept.Due!.Value);
            Queue(WorkKind.Deliver, id.Text, kept.Due.Value);
            return Task.FromResult<Claim?>(null);
        }
        if (kept.Due > now || kept.ClaimedUntil > now)
        {
            Queue(WorkKind.Deliver, id.Text, kept.ClaimedUntil > kept.Due ? kept.ClaimedUntil.Value : kept.Due!.Value);
            return Task.FromResult<Claim?>(null);
        }
        (kept.ClaimedUntil, kept.FirstAt, kept.Claims) = (now + lease, kept.FirstAt ?? now, kept.Claims + 1);
        var (unknown, followsLost) = (kept.Attempts.Count(attempt => attempt.Outcome == Outcome.Unknown && attempt.At >= kept.FirstAt), kept.Claims > 1 && !kept.Attempts.Exists(attempt => attempt.Number == kept.Claims - 1));
        return Task.FromResult<Claim?>(new(kept.Notification, kept.Claims, kept.FirstAt.Value, _failing.TryGetValue(destination, out var failing) ? failing : null) { Unknown = unknown, FollowsLost = followsLost });
    }

    public Task Record(Claim claim, Answer answer, DeliveryDecision decision, DateTimeOffset now, CancellationToken cancel)
    {
        var kept = _notifications.Single(kept => kept.Notification.Id == claim.Notification.Id);
        if (!kept.Attempts.Exists(known => known.Number == claim.Attempt)) kept.Attempts.Add(new(claim.Attempt, now, answer.Outcome, answer.Detail, decision.Reason.ToString()));
        if (claim.Attempt != kept.Claims || kept.Status != NotificationStatus.Waiting) return Task.CompletedTask;
        (kept.Due, kept.ClaimedUntil) = (decision.Again, null);
        kept.Status = decision.IsDead ? NotificationStatus.Dead
            : decision.Again is not null ? NotificationStatus.Waiting
            : answer.Outcome == Outcome.Delivered ? NotificationStatus.Delivered : NotificationStatus.Accepted;
        if (decision.Again is { } again) Queue(WorkKind.Deliver, claim.Notification.Id.Text, again);
        else _work.RemoveAll(item => item.Kind == WorkKind.Deliver && item.Key == claim.Notification.Id.Text);
        var destination = (kept.Notification.Channel, kept.Notification.Address);
        if (decision.HeldUntil is { } until) Hold(destination, until);
        if (decision.Reason == DeliveryReason.ReceiverGone) _standing[destination] = Standing(destination) with { GoneSince = now };
        if (decision.Reason == DeliveryReason.ReceiverTookIt) _failing.Remove(destination);
        if (decision.Reason is DeliveryReason.BackingOff or DeliveryReason.OutOfTime) _failing.TryAdd(destination, now);
        return Task.CompletedTask;
    }

    public Task<ReportChange?> Report(ProviderEvent said, CancellationToken cancel)
    {
        var kept = _notifications.Find(kept => kept.Notification.Id == said.Notification && kept.Notification.Address.Equals(said.Address, StringComparison.OrdinalIgnoreCase));
        if (kept is null || kept.Reports.Exists(known => known.Key == said.Report.Key)) return Task.FromResult<ReportChange?>(null);
        kept.Reports.Add(said.Report);
        var before = kept.Status;
        if (ProviderStanding.Of(kept.Reports, kept.FirstAt) is { } standing)
        {
            (kept.Status, kept.Due, kept.ClaimedUntil) = (standing.Status(), standing.GivenUpAt, null);
            if (standing.GivenUpAt is { } until) Queue(WorkKind.Deliver, kept.Notification.Id.Text, until);
        }
        var destination = (kept.Notification.Channel, kept.Notification.Address);
        if (kept.Status is NotificationStatus.Accepted or NotificationStatus.Delivered) _failing.Remove(destination);
        var address = Standing(destination);
        _standing[destination] = address.After(said.Effect, said.Report.At);
        return Task.FromResult<ReportChange?>(new(kept.Notification, before, kept.Status, address, _standing[destination]));
    }

    public Task<bool> AddKey(ApiKey key, CancellationToken cancel) => Task.FromResult(_keys.TryAdd(key.Name, key));

    public Task<ApiKey?> FindKey(string name, CancellationToken cancel) => Task.FromResult(_keys.GetValueOrDefault(name));

    public Task<IReadOnlyList<ApiKey>> Keys(CancellationToken cancel) => Task.FromResult<IReadOnlyList<ApiKey>>([.. _keys.Values.OrderBy(key => key.Name, StringComparer.Ordinal)]);

    public Task<bool> RevokeKey(string name, DateTimeOffset now, CancellationToken cancel)
    {
        var isOpen = _keys.GetValueOrDefault(name) is { Revoked: null };
        if (isOpen) _keys[name] = _keys[name] with { Revoked = now };
        return Task.FromResult(isOpen);
    }

    private DestinationStanding Standing((string Channel, string Address) destination) => _standing.GetValueOrDefault(destination, DestinationStanding.Unknown);

    public Task<bool> Replay(NotificationId id, DateTimeOffset now, CancellationToken cancel)
    {
        var kept = _notifications.Find(kept => kept.Notification.Id == id);
        if (kept is null || kept.Status == NotificationStatus.Waiting || kept.Notification.In is not null) return Task.FromResult(false);
        (kept.Status, kept.Due, kept.ClaimedUntil, kept.FirstAt) = (NotificationStatus.Waiting, now, null, null);
        _held.Remove((kept.Notification.Channel, kept.Notification.Address));
        var destination = (kept.Notification.Channel, kept.Notification.Address);
        _failing.Remove(destination);
        _standing[destination] = Standing(destination) with { GoneSince = null, SoftFailures = [] };
        Queue(WorkKind.Deliver, id.Text, now);
        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<FinishedNotification>> Finished(DateTimeOffset before, CancellationToken cancel) => Task.FromResult<IReadOnlyList<FinishedNotification>>(
        [.. _notifications.Where(kept => kept.Due is null && Last(kept) < before).Select(kept => new FinishedNotification(kept.Notification.Id, kept.Notification.Event, kept.Notification.In))]);

    private DateTimeOffset Last(Kept kept) => kept.Notification.In is { } teller
        ? _notifications.Find(other => other.Notification.Id == teller) is { } told ? told.Due is null ? Last(told) : DateTimeOffset.MaxValue : DateTimeOffset.MinValue
        : kept.Attempts.Select(attempt => attempt.At).Concat(kept.Reports.Select(report => report.At)).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    public Task Forget(IReadOnlyCollection<NotificationId> ids, CancellationToken cancel)
    {
        _forgotten.UnionWith(_notifications.Where(kept => kept.Due is null && ids.Contains(kept.Notification.Id)).Select(kept => kept.Notification.Id).ToList());
        _notifications.RemoveAll(kept => _forgotten.Contains(kept.Notification.Id));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Subscription>>([.. _subscriptions.Values.OrderBy(one => one.Subscriber, StringComparer.Ordinal).ThenBy(one => one.Address.ToLowerInvariant(), StringComparer.Ordinal)]);

    public Task<Subscription?> FindSubscription(string subscriber, string address, CancellationToken cancel) => Task.FromResult(_subscriptions.GetValueOrDefault((subscriber, address.ToLowerInvariant())));

    public Task<bool> PutSubscription(Subscription next, CancellationToken cancel)
    {
        var key = (next.Subscriber, next.Address.ToLowerInvariant());
        if (next.Version != (_subscriptions.GetValueOrDefault(key)?.Version ?? 0) + 1) return Task.FromResult(false);
        // As the stores that ship keep it: as text.
        _subscriptions[key] = SubscriptionJson.Read(next.Subscriber, next.Address, next.Version, SubscriptionJson.Write(next));
        return Task.FromResult(true);
    }

    public Task RemoveSubscription(Subscription known, CancellationToken cancel)
    {
        var key = (known.Subscriber, known.Address.ToLowerInvariant());
        if (_subscriptions.GetValueOrDefault(key)?.Version == known.Version) _subscriptions.Remove(key);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Notification>> Of(EventId alert, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Notification>>([.. _notifications.Select(kept => kept.Notification).Where(notification => notification.Event == alert)]);

    public Task<IReadOnlyList<LedgerEntry>> Ledger(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<LedgerEntry>>([.. _notifications.Select(kept => new LedgerEntry(kept.Notification, kept.Status, kept.Due, [.. kept.Attempts.OrderBy(attempt => attempt.Number)]) { Reports = [.. kept.Reports.OrderBy(report => report.At).ThenBy(report => report.Key, StringComparer.Ordinal)] })]);

    public Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => Task.FromResult(Due(now).FirstOrDefault());

    public Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<WorkItem>>([.. Due(now).Where(item => item.Kind == WorkKind.Deliver).Take(most)]);

    public Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<WorkItem>>([.. Due(now).Where(item => item.Kind != WorkKind.Deliver).Take(most)]);

    private IEnumerable<WorkItem> Due(DateTimeOffset now) => _work.Where(item => item.Due <= now).OrderByDescending(Urgency).ThenBy(item => item.Due).ThenBy(item => item.Id);

    private int Urgency(WorkItem item) => WorkItem.Urgency(item.Kind, item.Kind switch
    {
        WorkKind.Route => _events.Find(told => told.Id.Text == item.Key)?.Severity,
        WorkKind.Deliver when _notifications.Find(kept => kept.Notification.Id.Text == item.Key) is { } kept => _events.Find(told => told.Id == kept.Notification.Event)?.Severity,
        _ => null,
    });

    // One that was queued again meanwhile is due at another time, and stays.
    public Task Done(WorkItem item, CancellationToken cancel)
    {
        _work.Remove(item);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<WaitingNotification>> Waiting(CancellationToken cancel) => Task.FromResult<IReadOnlyList<WaitingNotification>>(
        [.. _notifications.Where(kept => kept.Status == NotificationStatus.Waiting).Select(kept => new WaitingNotification(kept.Notification.Id, kept.Due!.Value, kept.FirstAt))]);

    public Task Postpone(IReadOnlyList<PostponedEvent> events, CancellationToken cancel)
    {
        foreach (var one in events)
        {
            var at = _postponed.FindIndex(known => (known.Event, known.Subscriber, known.Channel, known.Address) == (one.Event, one.Subscriber, one.Channel, one.Address));
            if (at >= 0) _postponed[at] = one with { Why = _postponed[at].Why };
            else _postponed.Add(one);
        }
        foreach (var bundle in events.GroupBy(one => one.Bundle)) Queue(WorkKind.Bundle, bundle.Key, bundle.Max(one => one.Until));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PostponedEvent>> Bundle(string bundle, CancellationToken cancel) => Task.FromResult<IReadOnlyList<PostponedEvent>>([.. _postponed.Where(one => one.Bundle == bundle)]);

    public Task<IReadOnlyList<PostponedEvent>> Postponed(CancellationToken cancel) => Task.FromResult<IReadOnlyList<PostponedEvent>>([.. _postponed]);

    public Task Remove(string bundle, IReadOnlyCollection<EventId> events, CancellationToken cancel)
    {
        _postponed.RemoveAll(one => one.Bundle == bundle && events.Contains(one.Event));
        return Task.CompletedTask;
    }

    public Task Put(Silence silence, CancellationToken cancel)
    {
        _silences[silence.Id] = silence;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Silence>> Silences(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Silence>>([.. _silences.Values.OrderBy(silence => silence.From).ThenBy(silence => silence.Id, StringComparer.Ordinal)]);

    public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => Task.FromResult(_work.Count == 0 ? (DateTimeOffset?)null : _work.Min(item => item.Due));

    public Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel)
    {
        var isMissing = !_work.Exists(item => item.Kind == kind && item.Key == key);
        if (isMissing) Queue(kind, key, due);
        return Task.FromResult(isMissing);
    }

    private void Queue(WorkKind kind, string key, DateTimeOffset due)
    {
        var at = _work.FindIndex(item => item.Kind == kind && item.Key == key);
        if (at >= 0) _work[at] = _work[at] with { Due = due };
        else _work.Add(new(++_works, kind, key, due));
    }

    private void Hold((string Channel, string Address) destination, DateTimeOffset until)
    {
        _held[destination] = _held.TryGetValue(destination, out var before) && before > until ? before : until;
        foreach (var kept in _notifications.Where(kept => kept.Status == NotificationStatus.Waiting && (kept.Notification.Channel, kept.Notification.Address) == destination && kept.Due < until))
        {
            kept.Due = DestinationHold.Turn(until, kept.Claims > 0);
            var at = _work.FindIndex(item => item.Kind == WorkKind.Deliver && item.Key == kept.Notification.Id.Text);
            if (at >= 0) _work[at] = _work[at] with { Due = kept.Due.Value };
        }
    }

    private sealed class Kept(Notification notification)
    {
        public Notification Notification { get; } = notification;

        public NotificationStatus Status { get; set; }

        public DateTimeOffset? Due { get; set; }

        public DateTimeOffset? ClaimedUntil { get; set; }

        public DateTimeOffset? FirstAt { get; set; }

        public int Claims { get; set; }

        public List<LedgerAttempt> Attempts { get; } = [];

        public List<ProviderReport> Reports { get; } = [];
    }
}
