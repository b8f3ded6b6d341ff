using System.Text;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>A workspace with everything in memory: files in, messages out. The series are <c>p</c> (daily) and <c>m</c> (monthly).</summary>
internal sealed class Desk : IWorkObserver
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public Desk(string when = "p > 100 CNY/kg", string[]? subscribers = null)
    {
        var series = Story.Known(Story.Daily("p"), Story.Monthly("m"));
        var (rule, mistakes) = RuleBuilder.Build(new("rule", "A rule", when, null, null, null, null, Severity.High, new Dictionary<string, string>()), 0, series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        Workspace = new("/nowhere", "Desk", Shanghai, null, Some.Midnight("2025-01-01"), "sqlite:x", "inbox", new("Alerts <alerts@example.com>", "folder:outbox"), [],
            [Dataset("prices", "*prices*"), Dataset("trade", "*trade*"), Dataset("also-trade", "*also*")], series, [rule],
            [.. (subscribers ?? ["buyer"]).Select(id => new Subscriber(id, Match.Everything, Severity.Info, [$"{id}@example.com"]))]);
        Start();
    }

    public Workspace Workspace { get; set; }

    public FakeClock Clock { get; } = new(Some.Midnight("2025-06-01"));

    public InMemoryStore Store { get; } = new();

    public CollectingChannel Channel { get; } = new();

    public IngestFile Ingest { get; private set; } = null!;

    public EvaluateSeries Evaluate { get; private set; } = null!;

    public RouteEvent Route { get; private set; } = null!;

    public DeliverNotification Deliver { get; private set; } = null!;

    public Sweep Sweep { get; private set; } = null!;

    public Worker Worker { get; private set; } = null!;

    public Changes Changes { get; private set; } = null!;

    /// <summary>What the worker did, in order.</summary>
    public List<string> Heard { get; } = [];

    public List<AlertEvent> Told { get; } = [];

    /// <summary>The program starts again: nothing is remembered but what the store keeps.</summary>
    public void Start()
    {
        Ingest = new(Store, new LineReader(), Store, Clock);
        Evaluate = new(Store, Store, Clock);
        var routing = RoutingCases.Over(Store, Store, Store, Store, Store, Store, TimeSpan.Zero, Clock);
        Route = routing.Route;
        Sweep = new(Store, Store, Store, Store, routing, Store, new(Store, Store, Store, Store, Store, Clock), Clock);
        Changes = Changes.Over(Store, Store, Store, Store, Store, Store, Store, Clock);
        Deliver = new(Store, new ConsentedMail(Channel, Workspace, Store), _ => Alerts.Core.Delivery.Schedule.Folder, TimeSpan.FromMinutes(2), Clock, () => 0);
        Worker = new(Store, Evaluate, Route, routing.Bundles, Deliver, Clock);
    }

    /// <param name="rows">Lines such as <c>p 2025-03-24 6550</c>; <c>bad</c> is set aside; <c>reject</c> rejects the file.</param>
    public Task<Ingested> Read(string file, string rows, IngestChoice? choice = null) =>
        Ingest.Run(Workspace, file, Encoding.UTF8.GetBytes(rows), choice ?? IngestChoice.None, default);

    public Task Work(CancellationToken cancel = default) => Worker.Run(Workspace, this, cancel);

    void IWorkObserver.Raised(IReadOnlyList<AlertEvent> events)
    {
        Told.AddRange(events);
        Heard.AddRange(events.Select(Story.Text));
    }

    void IWorkObserver.Routed(IReadOnlyList<Notification> notifications) => Heard.AddRange(notifications.Select(notification => $"to {notification.Subscriber}"));

    void IWorkObserver.Delivered(DeliveryAttempt attempt) => Heard.Add($"{attempt.Answer.Outcome.Text()} by {attempt.Notification.Subscriber}, attempt {attempt.Number}");

    private static Dataset Dataset(string id, string files) => new(id, "Nobody", "lines", files, Frequency.Daily, null, null, null, [], id);
}

/// <summary>Takes every message, or answers as it is told to.</summary>
internal sealed class CollectingChannel : IChannel
{
    private readonly Queue<Answer> _answers = [];

    public List<Notification> Sent { get; } = [];

    public void WillAnswer(Answer answer) => _answers.Enqueue(answer);

    public Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        Sent.Add(notification);
        return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new(Outcome.Accepted, "taken"));
    }
}

/// <summary>Reads lines such as <c>p 2025-03-24 6550</c>.</summary>
internal sealed class LineReader : IFileReader
{
    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        var lines = Encoding.UTF8.GetString(bytes.Span).Split('\n');
        if (lines.Contains("reject") && dataset.Period is null) return new(ReadingOutcome.Rejected, "no-data-rows", $"{file}: no data rows", [], 0, 0, [], []);
        var good = lines.Select((text, at) => (Words: text.Split(' '), Line: at + 1)).Where(line => line.Words.Length == 3).ToList();
        var bad = lines.Select((text, at) => (Text: text, Line: at + 1)).Where(line => line.Text == "bad").Select(line => new RowSetAside(line.Line, null, "number-format", line.Text, $"line {line.Line}", false, null)).ToList();
        return new(
            bad.Count == 0 ? ReadingOutcome.Accepted : ReadingOutcome.Partly, null, null,
            [.. good.Select(line => new ReadValue(line.Words[0], Period.Parse(line.Words[1]), decimal.Parse(line.Words[2], System.Globalization.CultureInfo.InvariantCulture), Unit.Parse(line.Words[0] switch { "m" or "n" => "t", "rate" => "CNY/USD", "value" => "CNY", _ => "CNY/kg" }), [line.Line]))],
            good.Count, 0, bad, []);
    }
}
