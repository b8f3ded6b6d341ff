using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>Every file as it came, by the hash of its bytes. Keeping the same bytes twice is one file.</summary>
public interface IRawFileStore
{
    Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>The same of a few bytes, as a part of the step of <see cref="IWorkQueue.Together"/> that records them, where the store can.</summary>
    Task KeepWithin(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Keep(sha256, bytes, cancel);

    /// <returns>Null when no such file was kept, or it was deleted.</returns>
    Task<byte[]?> Read(string sha256, CancellationToken cancel);

    /// <returns>The hashes of all files that are there, in no order.</returns>
    Task<IReadOnlyList<string>> All(CancellationToken cancel);

    /// <summary>Deletes a file; nothing where it is not there.</summary>
    Task Delete(string sha256, CancellationToken cancel);
}

/// <summary>Bytes of a publisher's file into what they say.</summary>
public interface IFileReader
{
    /// <param name="published">For telling which dates lie in the future: a day more than one day after it.</param>
    FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published);

    /// <returns>The day of publication that the file itself tells; null where its format tells none, or it cannot be read.</returns>
    DateOnly? PublicationDay(Dataset dataset, ReadOnlyMemory<byte> bytes) => null;
}

/// <summary>Files that were read, and their observations with every vintage.</summary>
public interface IObservationStore
{
    /// <returns>Null when these bytes were never read.</returns>
    Task<FileRecord?> Find(string sha256, CancellationToken cancel);

    /// <summary>
    /// Records a file and its new observations in one step, and queues its evaluation (<see cref="WorkKind.Evaluate"/>, key: the sequence) unless it is rejected.
    /// A file of the same hash that was rejected before is replaced; otherwise it is a bug to append one twice.
    /// </summary>
    /// <param name="additions">Values that are not yet known, see <c>Vintages</c>; those that leave quarantine name the publication that they come from.</param>
    /// <returns>The publication with its sequence: one more than the newest.</returns>
    Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel);

    /// <returns>Every vintage of these series, in order of series as asked, period, vintage, sequence.</returns>
    Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel);

    /// <summary>The same for recent periods alone.</summary>
    /// <returns>For each series as asked, every vintage of the periods that end on its day or later, and of the newest that end before it.</returns>
    Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel);

    /// <summary>What was known of a series as of an instant: of the newest vintage not after it; of equal vintages the one read last.</summary>
    /// <param name="first">The first period asked for, in the order of periods.</param>
    /// <param name="last">The last one, included.</param>
    /// <returns>In order of period; nothing of a period of which nothing was known.</returns>
    async Task<IReadOnlyList<KnownValue>> Known(string series, Period first, Period last, DateTimeOffset instant, CancellationToken cancel) =>
        [.. (await History([series], cancel))
            .Where(observation => observation.Period.CompareTo(first) >= 0 && observation.Period.CompareTo(last) <= 0)
            .GroupBy(observation => observation.Period)
            .Select(vintages => Vintages.KnownAt(vintages, instant)).OfType<Observation>().Select(KnownValue.Of)];

    /// <returns>The vintages that a publication added, in order of series and period.</returns>
    Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel);

    /// <returns>The rows that a publication set aside as doubtful, in order of line, each with what became of it last.</returns>
    Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel);

    /// <param name="isWaiting">Those alone that nobody has settled.</param>
    /// <returns>The same of every publication, in order of sequence.</returns>
    Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel);

    /// <returns>Every file that was read, those that were rejected too, in order of sequence; without the rows that were set aside.</returns>
    Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel);

    /// <returns>Publications that were not rejected, in order of sequence.</returns>
    Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel);
}

/// <summary>A series from a day on.</summary>
public sealed record SeriesSince(string Series, DateOnly Day);

/// <summary>A file as it was read.</summary>
/// <param name="Sequence">0 before the store has given it one.</param>
/// <param name="Fingerprint">Of the dataset that read it.</param>
/// <param name="Unchanged">Accepted values that were known already.</param>
public sealed record FileRecord(
    long Sequence,
    string Sha256,
    string File,
    string Dataset,
    string Fingerprint,
    DateTimeOffset Published,
    DateTimeOffset ReadAt,
    ReadingOutcome Outcome,
    string? Reason,
    int Accepted,
    int Unchanged,
    IReadOnlyList<RowSetAside> SetAside)
{
    /// <summary>Rows of earlier files that it takes out of quarantine.</summary>
    public IReadOnlyList<Settled> Settled { get; init; } = [];

    /// <summary>Where it was fetched; null: it was put into the inbox, or named in a call.</summary>
    public FileOrigin? Origin { get; init; }

    public Publication Publication => new(Sequence, Published, Dataset, File, Sha256) { Origin = Origin };
}

/// <summary>Rule states, and the events that they raised.</summary>
public interface IAlertStore
{
    /// <summary>The moment of the first run: the first instant ever given.</summary>
    Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel);

    /// <returns>Sequence of the newest publication that every instance has applied; 0 before the first.</returns>
    Task<long> Evaluated(CancellationToken cancel);

    Task MarkEvaluated(long sequence, CancellationToken cancel);

    /// <returns>The newest day that <see cref="MarkDay"/> was given; null before the first.</returns>
    Task<DateOnly?> LastDay(CancellationToken cancel);

    /// <summary>All that follows from this day's passing is written. It only grows.</summary>
    Task MarkDay(DateOnly day, CancellationToken cancel);

    /// <returns>What <see cref="MarkCaughtUp"/> was given last; null before the first time.</returns>
    Task<string?> CaughtUp(CancellationToken cancel);

    /// <summary>Every instance that has a state is one of these rules, and folded with what its rule means.</summary>
    /// <param name="rules">A hash of the rules and of the series that they may look at.</param>
    Task MarkCaughtUp(string rules, CancellationToken cancel);

    /// <returns>Every instance that has a state, with the <c>Meaning</c> of its rule that it was folded with.</returns>
    Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel);

    /// <returns>The states that are not at rest: few, where there are many.</returns>
    Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel);

    /// <summary>So many states are better read one by one than searched for among all that are not at rest: of a few posted values, where thousands of alerts are open.</summary>
    int Few => 16;

    /// <returns>Of these the ones that are not at rest, and perhaps others.</returns>
    async Task<IReadOnlyList<InstanceState>> Restless(IReadOnlyCollection<InstanceId> among, CancellationToken cancel) =>
        among.Count <= Few ? [.. (await States(among, cancel)).Where(state => !state.IsAtRest)] : await Restless(cancel);

    /// <returns>Of those the ones that have applied publications in silence and have not said since where they stand.</returns>
    async Task<IReadOnlyList<InstanceState>> Untold(CancellationToken cancel) => [.. (await Restless(cancel)).Where(state => state.Untold is not null)];

    /// <returns>The states of these instances; nothing for one that has no state yet.</returns>
    Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel);

    /// <summary>Writes a state and its events in one step, and queues each event's routing (<see cref="WorkKind.Route"/>, key: its id). An event whose id exists is left as it is.</summary>
    /// <param name="next">Its version is one more than that of the state it was computed from; 1 for a new instance.</param>
    /// <returns>False, and nothing written, when somebody else was faster.</returns>
    Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel);

    /// <summary>Writes events that belong to no instance of a rule, and queues each one's routing. One whose id exists is left as it is.</summary>
    Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel);

    /// <summary>Forgets an instance whose rule is gone; its events stay.</summary>
    Task Close(InstanceId instance, CancellationToken cancel);

    Task<AlertEvent?> Event(EventId id, CancellationToken cancel);

    /// <returns>Every event, in the order recorded.</returns>
    Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel);

    /// <summary>Some of the events, the last recorded first.</summary>
    async Task<Page<AlertEvent>> Events(EventQuery query, CancellationToken cancel) =>
        Pages.Of(await Events(cancel), query.Takes, query.Before, query.Most);
}

/// <summary>Notifications, and the ledger of attempts to deliver them.</summary>
public interface INotificationStore
{
    /// <summary>Writes an event's notifications in one step, and queues each one's delivery (<see cref="WorkKind.Deliver"/>, key: its id, due at once). One that exists is left as it is.</summary>
    Task Add(IReadOnlyList<Notification> notifications, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Takes a notification that is due, for as long as the lease. Where its destination (channel and address) is on hold, it is queued for its turn after the hold
    /// instead, never sooner than it was due; where it is not due yet or another claim holds it, for when that ends, so that a process that was killed over it
    /// delays it by its lease and no more; where the destination is gone, it is dead, and the ledger says so.
    /// </summary>
    /// <remarks>A receiver who wants no more mail is like a destination that is gone. One that its provider has deferred until now (<see cref="ProviderStanding"/>) is dead, and the ledger says so.</remarks>
    /// <returns>Null when it is unknown, finished, not due yet, held by another claim, or its destination is on hold or gone.</returns>
    Task<Claim?> Claim(NotificationId id, DateTimeOffset now, TimeSpan lease, CancellationToken cancel);

    /// <summary>
    /// Writes the attempt to the ledger and what follows from it in one step: where it is to be tried again, its delivery is queued for then; a
    /// destination may be on hold from now on, of two holds until the later: all that is due there earlier waits for its <see cref="DestinationHold.Turn"/>. One that is gone stays gone until
    /// something is replayed to it. Since when a destination fails (attempts that are not taken, other than by asking to wait) is kept until it takes one.
    /// </summary>
    Task Record(Claim claim, Answer answer, DeliveryDecision decision, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Writes what a provider reported of a notification, and what follows from all of its reports together (<see cref="ProviderStanding"/>, <see cref="DestinationStanding"/>),
    /// in one step. Where reports have settled it, it is finished: no queued attempt is made, and the answer to one under way no longer changes where it stands.
    /// One that its provider defers is queued for the end of the provider's time.
    /// </summary>
    /// <returns>Null when the report is known already, or is about no notification of this store or another address than its.</returns>
    Task<ReportChange?> Report(ProviderEvent said, CancellationToken cancel);

    /// <summary>Sends a finished notification again, under the same id: it waits, due at once, and its destination counts as there again.</summary>
    /// <returns>False when it is unknown, or still waiting.</returns>
    Task<bool> Replay(NotificationId id, DateTimeOffset now, CancellationToken cancel);

    /// <returns>Notifications of an event: who was told.</returns>
    Task<IReadOnlyList<Notification>> Of(EventId alert, CancellationToken cancel);

    /// <returns>Those that are finished, and that nothing was done about since an instant, in the order added.</returns>
    Task<IReadOnlyList<FinishedNotification>> Finished(DateTimeOffset before, CancellationToken cancel);

    /// <summary>
    /// Forgets finished notifications: what they said, to whom, their attempts and reports. They are in no list any more and cannot be replayed; their ids stay known, so that <see cref="Add"/>
    /// never sends one again. One that is waiting by now stays.
    /// </summary>
    Task Forget(IReadOnlyCollection<NotificationId> ids, CancellationToken cancel);

    /// <returns>Those that are to be tried, now or later, in the order added.</returns>
    Task<IReadOnlyList<WaitingNotification>> Waiting(CancellationToken cancel);

    /// <returns>Every notification with where it stands and its attempts, in the order added.</returns>
    Task<IReadOnlyList<LedgerEntry>> Ledger(CancellationToken cancel);

    /// <summary>Some of the ledger, the last added first.</summary>
    async Task<Page<LedgerEntry>> Ledger(LedgerQuery query, CancellationToken cancel) =>
        Pages.Of(await Ledger(cancel), query.Takes, query.Before, query.Most);
}

/// <param name="Attempt">Number of this attempt, from 1.</param>
/// <param name="FirstAt">When the first attempt was claimed, since it was last replayed.</param>
/// <param name="FailingSince">The first of its destination's failures that no success has followed; null: there is none.</param>
public sealed record Claim(Notification Notification, int Attempt, DateTimeOffset FirstAt, DateTimeOffset? FailingSince = null)
{
    /// <summary>How many attempts since then ended without an answer.</summary>
    public int Unknown { get; init; }

    /// <summary>The claim before this one ended without a record: its message may have been sent.</summary>
    public bool FollowsLost { get; init; }
}

/// <summary>What a provider's report has changed.</summary>
public sealed record ReportChange(Notification Notification, NotificationStatus Before, NotificationStatus After, DestinationStanding AddressBefore, DestinationStanding AddressAfter);

/// <param name="In">See <see cref="Notification.In"/>.</param>
public sealed record FinishedNotification(NotificationId Id, EventId Event, NotificationId? In);

/// <param name="Due">When it is tried next.</param>
/// <param name="FirstAt">When it was tried first; null where it never was.</param>
public sealed record WaitingNotification(NotificationId Id, DateTimeOffset Due, DateTimeOffset? FirstAt);

public enum NotificationStatus
{
    Waiting,
    Accepted,
    Delivered,
    Dead,
}

public static class Statuses
{
    /// <summary>What a provider's reports mean for a notification. One that the provider defers is still taken over.</summary>
    public static NotificationStatus Status(this ProviderStanding standing) => standing.Outcome switch
    {
        Outcome.Delivered => NotificationStatus.Delivered,
        Outcome.Failed => NotificationStatus.Dead,
        _ => NotificationStatus.Accepted,
    };
}

/// <param name="Due">When it is tried next; null when it is finished. Of one that is accepted and deferred: when its provider's time is up.</param>
public sealed record LedgerEntry(Notification Notification, NotificationStatus Status, DateTimeOffset? Due, IReadOnlyList<LedgerAttempt> Attempts)
{
    /// <summary>What its provider said afterwards, in order of its clock; nothing for channels that hand over to nobody.</summary>
    public IReadOnlyList<ProviderReport> Reports { get; init; } = [];

    /// <summary>What was told of together with others stands where the message stands that told of them.</summary>
    public static IReadOnlyList<LedgerEntry> AsTold(IReadOnlyList<LedgerEntry> ledger)
    {
        var messages = ledger.ToDictionary(entry => entry.Notification.Id);
        return [.. ledger.Select(entry => entry.Notification.In is { } id && messages.TryGetValue(id, out var message) ? message with { Notification = entry.Notification } : entry)];
    }
}

public sealed record LedgerAttempt(int Number, DateTimeOffset At, Outcome Outcome, string Detail, string Decision);

/// <summary>What is to be done, and when. It only wakes the worker: the stores are the truth.</summary>
public interface IWorkQueue
{
    /// <returns>Of the items that are due the most urgent (<see cref="WorkItem.Urgency"/>), of those the one that has been due longest, first put first; null when none is due. It stays until <see cref="Done"/>.</returns>
    Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel);

    /// <returns>Of the messages that are due (<see cref="WorkKind.Deliver"/>) the first, in the order of <see cref="Next"/>; those that were handed out and are not <see cref="Done"/> are among them.</returns>
    Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel);

    /// <returns>The same of all other work.</returns>
    Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel);

    Task Done(WorkItem item, CancellationToken cancel);

    /// <summary>
    /// Runs several steps, each of which may be repeated. Where the queue and the stores are one, their writes are one: all or
    /// none of them are kept. Nothing outside may be told of them before it ends.
    /// </summary>
    Task Together(Func<Task> work, CancellationToken cancel) => work();

    /// <returns>When the first item is due, in the past too; null when there is none.</returns>
    Task<DateTimeOffset?> NextDue(CancellationToken cancel);

    /// <summary>Queues what is not queued; an item of the same kind and key stays as it is.</summary>
    /// <returns>Whether it was missing.</returns>
    Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel);
}

public enum WorkKind
{
    Evaluate,
    Route,
    Deliver,

    /// <summary>What was postponed is looked at: told, or postponed again.</summary>
    Bundle,
}

/// <param name="Key">A publication's sequence, an event's id, a notification's id, a bundle's id.</param>
public sealed record WorkItem(long Id, WorkKind Kind, string Key, DateTimeOffset Due)
{
    /// <summary>That of a publication.</summary>
    public const int MostUrgent = (int)Severity.Critical + 1;

    /// <summary>A publication comes before all, for nobody knows yet what it raises; the rest goes by the severity of its alert.</summary>
    /// <param name="severity">Of the event that is routed or told; null where there is none.</param>
    /// <returns>0 to <see cref="MostUrgent"/>, the least urgent first.</returns>
    public static int Urgency(WorkKind kind, Severity? severity) => kind == WorkKind.Evaluate ? MostUrgent : (int)(severity ?? Severity.Info);
}

/// <summary>A way to reach somebody. Expected failures come back as an answer.</summary>
public interface IChannel
{
    Task<Answer> Send(Notification notification, CancellationToken cancel);
}
