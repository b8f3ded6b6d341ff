using Alerts.Core.Alerting;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore : IPostponementStore, ISilenceStore
{
    private const string PostponedColumns = "bundle, event, subscriber, channel, address, reason, about, until, why";
    private const string SilenceColumns = "id, matches, begins, until, by, why, ended";

    public Task Postpone(IReadOnlyList<PostponedEvent> events, CancellationToken cancel) => Write(() =>
    {
        foreach (var one in events)
        {
            _file.Execute(
                $"INSERT INTO postponed ({PostponedColumns}) VALUES ($bundle, $event, $subscriber, $channel, $address, $reason, $about, $until, $why) ON CONFLICT (event, subscriber, channel, address) DO UPDATE SET (bundle, reason, about, until) = ($bundle, $reason, $about, $until)",
                ("$bundle", one.Bundle), ("$event", one.Event.Text), ("$subscriber", one.Subscriber), ("$channel", one.Channel), ("$address", one.Address),
                ("$reason", one.Reason.ToString()), ("$about", one.About), ("$until", Instants.Text(one.Until)), ("$why", one.Why));
        }
        foreach (var bundle in events.GroupBy(one => one.Bundle)) Queue(WorkKind.Bundle, bundle.Key, bundle.Max(one => one.Until));
        return 0;
    }, cancel);

    public Task<IReadOnlyList<PostponedEvent>> Bundle(string bundle, CancellationToken cancel) => Read<IReadOnlyList<PostponedEvent>>(() =>
        _file.Query($"SELECT {PostponedColumns} FROM postponed WHERE bundle = $bundle ORDER BY number", ReadPostponed, ("$bundle", bundle)), cancel);

    Task<IReadOnlyList<PostponedEvent>> IPostponementStore.Postponed(CancellationToken cancel) => Read<IReadOnlyList<PostponedEvent>>(() =>
        _file.Query($"SELECT {PostponedColumns} FROM postponed ORDER BY number", ReadPostponed), cancel);

    public Task Remove(string bundle, IReadOnlyCollection<EventId> events, CancellationToken cancel) => Write(() =>
    {
        foreach (var told in events) _file.Execute("DELETE FROM postponed WHERE bundle = $bundle AND event = $event", ("$bundle", bundle), ("$event", told.Text));
        return 0;
    }, cancel);

    Task ISilenceStore.Put(Silence silence, CancellationToken cancel) => Write(() =>
    {
        _silences.Forget();
        return Put(silence);
    }, cancel);

    private int Put(Silence silence) => _file.Change(
        $"INSERT INTO silences ({SilenceColumns}) VALUES ($id, $matches, $begins, $until, $by, $why, $ended) ON CONFLICT (id) DO UPDATE SET (matches, begins, until, by, why, ended) = ($matches, $begins, $until, $by, $why, $ended)",
        ("$id", silence.Id), ("$matches", MatchJson.Write(silence.Match)), ("$begins", Instants.Text(silence.From)), ("$until", Instants.Text(silence.Until)),
        ("$by", silence.By), ("$why", silence.Why), ("$ended", silence.Ended is { } ended ? Instants.Text(ended) : null));

    public Task<IReadOnlyList<Silence>> Silences(CancellationToken cancel) => Read(_silences.Now, cancel);

    private List<Silence> ReadSilences() => _file.Query($"SELECT {SilenceColumns} FROM silences ORDER BY julianday(begins), id", ReadSilence);

    private static PostponedEvent ReadPostponed(Statement reader) => new(
        reader.GetString(0), new(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), Parse<PostponeReason>(reader.GetString(5)), reader.GetString(6), Instants.Read(reader.GetString(7)), reader.GetString(8));

    private static Silence ReadSilence(Statement reader) => new(
        reader.GetString(0), MatchJson.Read(reader.GetString(1)), Instants.Read(reader.GetString(2)), Instants.Read(reader.GetString(3)),
        reader.GetString(4), reader.GetString(5), reader.IsDBNull(6) ? null : Instants.Read(reader.GetString(6)));
}
