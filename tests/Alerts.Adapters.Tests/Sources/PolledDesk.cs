using Alerts.Adapters.Formats;
using Alerts.Adapters.Sources;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sources;

/// <summary>A workspace with one source, polled over a clock that stands still, with all that it reads in memory.</summary>
internal sealed class PolledDesk : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private readonly Workspaces.Folder _folder = new();
    private readonly PublisherHttp _http;
    private readonly PollSources _poll;
    private readonly IngestFile _ingest;

    public PolledDesk(string url, string source = "", string format = "format: csv", PublisherLimits? limits = null)
    {
        _folder.Environment["KEY"] = "s3cr3t-k3y";
        _folder.Write("alerts.yaml", "name: Desk\ntime-zone: UTC\nallow-hosts: [\"127.0.0.1:*\"]\n");
        _folder.Write("datasets/prices.yaml", $$"""
            datasets:
              - id: prices
                publisher: Somebody
                {{format}}
                files: "*prices*"
                columns: { period: date, series: code, value: price }
                frequency: daily
                source: { url: "{{url}}", schedule: "0 0 9 * * *"{{source}} }
                series:
                  A: { id: a.price, title: A, unit: USD/t, basis: any }
            """);
        var loaded = _folder.Load();
        Assert.True(loaded.Workspace is not null, string.Join('\n', loaded.Mistakes));
        Workspace = loaded.Workspace;
        _http = new(new AddressGuard(Workspace.AllowHosts), Clock, limits ?? new(TimeSpan.Zero, Short, Short, Short, 1_000_000));
        _ingest = new(Store, new FileReader(), Store, Clock);
        _poll = new(new FetchSource(_http, Clock), Store, Store, PollSchedule.Next, Clock);
    }

    public Workspace Workspace { get; }

    public InMemoryStore Store { get; } = new();

    /// <summary>Ten in the morning: the schedule fires at nine.</summary>
    public FakeClock Clock { get; } = new(new DateTimeOffset(2025, 6, 2, 10, 0, 0, TimeSpan.Zero));

    public Task<Polled> Poll() => _poll.Run(Workspace, Workspace.Datasets[0], (file, bytes, choice) => _ingest.Run(Workspace, file, bytes, choice, default), default);

    /// <summary>Polls again whenever it is due, for so many days.</summary>
    public async Task<List<Polled>> PollFor(int days)
    {
        var (polls, end) = (new List<Polled>(), Clock.GetUtcNow().AddDays(days));
        while (await _poll.NextDue(Workspace, default) is { } due && due <= end)
        {
            if (due > Clock.GetUtcNow()) Clock.Pass(due - Clock.GetUtcNow());
            polls.Add(await Poll());
        }
        return polls;
    }

    public async Task<bool> IsDue() => (await _poll.Due(Workspace, default)).Count > 0;

    /// <summary>What is known now: <c>2025-06-01 100</c>.</summary>
    public async Task<IReadOnlyList<string>> Known() => [.. (await Store.History(["a.price"], default)).GroupBy(observation => observation.Period).Select(vintages => $"{vintages.Key} {vintages.Last().Value}")];

    public async Task<int> Releases() => (await Store.Publications(default)).Count;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }
}
