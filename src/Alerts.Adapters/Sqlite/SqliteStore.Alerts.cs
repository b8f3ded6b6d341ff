using System.Globalization;
using System.Text;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string StateColumns = "rule, instance, meaning, applied, phase, pending, level, head, untold, alerts, version";

    int IAlertStore.Few => 1_000;

    public Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel) => Write(() =>
    {
        _file.Execute("INSERT INTO facts VALUES ('first_run', $now) ON CONFLICT DO NOTHING", ("$now", Instants.Text(now)));
        return Instants.Read(_file.Text("SELECT value FROM facts WHERE name = 'first_run'")!);
    }, cancel);

    public Task<long> Evaluated(CancellationToken cancel) => Read(() => _file.Number("SELECT value FROM facts WHERE name = 'evaluated'"), cancel);

    public Task MarkEvaluated(long sequence, CancellationToken cancel) => Write(() => _file.Change(
        "INSERT INTO facts VALUES ('evaluated', $sequence) ON CONFLICT (name) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
        ("$sequence", sequence.ToString(CultureInfo.InvariantCulture))), cancel);

    public Task<DateOnly?> LastDay(CancellationToken cancel) => Read(() => _file.Text("SELECT value FROM facts WHERE name = 'day'") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null, cancel);

    public Task MarkDay(DateOnly day, CancellationToken cancel) => Write(() => _file.Change(
        "INSERT INTO facts VALUES ('day', $day) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)", ("$day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))), cancel);

    public Task<string?> CaughtUp(CancellationToken cancel) => Read(() => _file.Text("SELECT value FROM facts WHERE name = 'caught_up'"), cancel);

    public Task MarkCaughtUp(string rules, CancellationToken cancel) =>
        Write(() => _file.Change("INSERT INTO facts VALUES ('caught_up', $rules) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$rules", rules)), cancel);

    public Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel) => Read<IReadOnlyList<(InstanceId Id, string Meaning)>>(() =>
    {
        var instances = new List<(InstanceId Id, string Meaning)>();
        var (rules, meanings) = (new RepeatedText(), new RepeatedText());
        _file.Run("SELECT rule, instance, meaning FROM rule_states", rows =>
        {
            while (rows.Next()) instances.Add((new(rules.Read(rows.Utf8(0)), Encoding.UTF8.GetString(rows.Utf8(1))), meanings.Read(rows.Utf8(2))));
        });
        return instances;
    }, cancel);

    public Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel) => Read<IReadOnlyList<InstanceState>>(() =>
    {
        var publications = _publications.Now();
        return _file.Query($"SELECT {StateColumns} FROM rule_states WHERE {Schema.IsRestless} ORDER BY rule, instance", reader => ReadState(reader, publications));
    }, cancel);

    public Task<IReadOnlyList<InstanceState>> Untold(CancellationToken cancel) => Read<IReadOnlyList<InstanceState>>(() =>
    {
        var publications = _publications.Now();
        return _file.Query($"SELECT {StateColumns} FROM rule_states WHERE untold IS NOT NULL ORDER BY rule, instance", reader => ReadState(reader, publications));
    }, cancel);

    public Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel) => Read<IReadOnlyList<InstanceState>>(() =>
    {
        var publications = _publications.Now();
        return instances.SelectMany(id => _file.Query($"SELECT {StateColumns} FROM rule_states WHERE rule = $rule AND instance = $instance", reader => ReadState(reader, publications), ("$rule", id.Rule), ("$instance", id.Instance))).ToList();
    }, cancel);

    public Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel) => Write(() =>
    {
        if (WriteState(next) == 0) return false;
        foreach (var told in events) WriteEvent(told, next.Instance);
        return true;
    }, cancel);

    public Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel) => events.Count == 0 ? Task.CompletedTask : Write(() =>
    {
        foreach (var told in events) WriteEvent(told, string.Join(',', told.Series));
        return events.Count;
    }, cancel);

    public Task Close(InstanceId instance, CancellationToken cancel) => Write(() =>
        _file.Change("DELETE FROM rule_states WHERE rule = $rule AND instance = $instance", ("$rule", instance.Rule), ("$instance", instance.Instance)), cancel);

    public Task<AlertEvent?> Event(EventId id, CancellationToken cancel) => Read(() => _recorded.Take(id) ??
        _file.Query("SELECT document, sequence, published FROM events WHERE id = $id", reader => EventJson.Read(reader.GetString(0), reader.IsDBNull(1) ? OfADay(reader) : PublicationOf(reader.GetInt64(1))), ("$id", id.Text)).FirstOrDefault(), cancel);

    public Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel) => Read<IReadOnlyList<AlertEvent>>(() =>
    {
        var publications = _publications.Now();
        return _file.Query("SELECT document, sequence, published FROM events ORDER BY number", reader => ReadEvent(reader, publications));
    }, cancel);

    private int WriteState(InstanceState next) => _file.Change(
        next.Version == 1
            ? $"INSERT INTO rule_states ({StateColumns}) VALUES ($rule, $instance, $meaning, $applied, $phase, $pending, $level, $head, $untold, $alerts, $version) ON CONFLICT DO NOTHING"
            : "UPDATE rule_states SET meaning = $meaning, applied = $applied, phase = $phase, pending = $pending, level = $level, head = $head, untold = $untold, alerts = $alerts, version = $version WHERE rule = $rule AND instance = $instance AND version = $version - 1",
        ("$rule", next.Rule), ("$instance", next.Instance), ("$meaning", next.Meaning), ("$applied", next.Applied), ("$phase", Text(next.Phase)), ("$pending", next.Pending), ("$level", next.Level),
        ("$head", next.Head?.ToString()), ("$untold", next.Untold?.Sequence), ("$alerts", ToldAlertsJson.Write(next.Alerts)), ("$version", next.Version));

    private void WriteEvent(AlertEvent told, string instance)
    {
        var isNew = _file.Change(
            "INSERT INTO events (id, type, rule, instance, period, published, severity, title, alert, sequence, document) VALUES ($id, $type, $rule, $instance, $period, $published, $severity, $title, $alert, $sequence, $document) ON CONFLICT (id) DO NOTHING",
            ("$id", told.Id.Text), ("$type", told.Type.Text()), ("$rule", told.Rule), ("$instance", instance), ("$period", told.Period.ToString()), ("$published", Instants.Text(told.Published)),
            ("$severity", Text(told.Severity)), ("$title", told.Title), ("$alert", told.Alert.Text), ("$sequence", told.Publication.Sequence == 0 ? null : told.Publication.Sequence), ("$document", EventJson.Write(told)));
        // Due at once, in the order written; a file may be dated ahead of its reading.
        if (isNew == 0) return;
        var urgency = WorkItem.Urgency(WorkKind.Route, told.Severity);
        if (!_routes.Add(told.Id, urgency)) Queue(WorkKind.Route, told.Id.Text, DateTimeOffset.UnixEpoch, urgency);
        _recorded.Add(told);
    }

    private static AlertEvent ReadEvent(Statement reader, PublicationList publications) => EventJson.Read(reader.GetString(0), reader.IsDBNull(1) ? OfADay(reader) : publications.Of(reader.GetInt64(1)));

    private static Publication OfADay(Statement reader) => Publication.OfADay(Instants.Read(reader.GetString(2)));

    private static InstanceState ReadState(Statement reader, PublicationList publications) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), Parse<AlertPhase>(reader.GetString(4)), reader.GetInt32(5), reader.GetInt32(6),
        Nullable(reader, 7) is { } head ? Period.Parse(head) : null,
        reader.IsDBNull(8) ? null : publications.Of(reader.GetInt64(8)),
        ToldAlertsJson.Read(reader.GetString(9)),
        reader.GetInt64(10));
}
