using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// Rows of rule states in the table <c>alerts</c>. Beside each state stands a row that names its version: a write removes that of the version it was
/// computed from and adds its own, so that it fails, with all else in its transaction, where the state is another. Nobody has to read it before.
/// </summary>
internal sealed class StateRows(AzureStorage storage)
{
    public const string Beginning = "state:";
    public const string IsRestless = "IsAtRest eq false";

    private readonly LongText _texts = new(storage);

    /// <summary>What <see cref="ReadInstance"/> needs.</summary>
    public static IReadOnlyList<string> InstanceProperties { get; } = ["PartitionKey", "RowKey", "Rule", "Instance", .. LongText.PropertyNames("Meaning")];

    public static string Partition(InstanceId id) => EventId.InstanceHash(id.Rule, id.Instance);

    public static string Key(InstanceId id) => Beginning + Name(id);

    /// <summary>The changes that write a state in the place of the version before it.</summary>
    public async Task<IReadOnlyList<TableTransactionAction>> Replace(InstanceState next, string token, CancellationToken cancel)
    {
        var row = await Write(next, token, cancel);
        return next.Version == 1
            ? [new(TableTransactionActionType.Add, row), new(TableTransactionActionType.Add, Version(next.Id, 1))]
            : [new(TableTransactionActionType.UpdateReplace, row, ETag.All), new(TableTransactionActionType.Delete, Version(next.Id, next.Version - 1), ETag.All), new(TableTransactionActionType.Add, Version(next.Id, next.Version))];
    }

    /// <summary>The changes that remove a state as it was read.</summary>
    public static IReadOnlyList<TableTransactionAction> Remove(TableEntity row, InstanceId id) =>
        [new(TableTransactionActionType.Delete, row, row.ETag), new(TableTransactionActionType.Delete, Version(id, VersionOf(row)), ETag.All)];

    /// <summary>The same for the same state with the same events.</summary>
    public static string Token(InstanceState next, IReadOnlyList<AlertEvent> events) => TextHash.Hex(
        $"{next.Rule}\n{next.Instance}\n{next.Meaning}\n{next.Applied} {next.Phase} {next.Pending} {next.Level} {next.Head} {next.Untold?.Sequence} {next.Version}\n{ToldAlertsJson.Write(next.Alerts)}\n{string.Join(' ', events.Select(told => told.Id.Text))}", 32);

    public static string TokenOf(TableEntity row) => row.GetString("Token");

    public static long VersionOf(TableEntity row) => row.GetInt64("Version")!.Value;

    public async Task<(InstanceId Id, string Meaning)> ReadInstance(TableEntity row, CancellationToken cancel) => (new(row.GetString("Rule"), row.GetString("Instance")), await _texts.Get(row, "Meaning", cancel));

    public async Task<InstanceState> Read(TableEntity row, CancellationToken cancel) => new(
        row.GetString("Rule"), row.GetString("Instance"), await _texts.Get(row, "Meaning", cancel), row.GetInt64("Applied")!.Value, Enum.Parse<AlertPhase>(row.GetString("Phase")),
        row.GetInt32("Pending")!.Value, row.GetInt32("Level")!.Value, row.GetString("Head") is { } head ? Period.Parse(head) : null, StoredPublication.Find(row, "Untold"),
        ToldAlertsJson.Read(await _texts.Get(row, "Alerts", cancel)), VersionOf(row));

    private async Task<TableEntity> Write(InstanceState state, string token, CancellationToken cancel)
    {
        var row = new TableEntity(Partition(state.Id), Key(state.Id))
        {
            ["Rule"] = state.Rule,
            ["Instance"] = state.Instance,
            ["Applied"] = state.Applied,
            ["Phase"] = state.Phase.ToString(),
            ["Pending"] = state.Pending,
            ["Level"] = state.Level,
            ["Head"] = state.Head?.ToString(),
            ["IsAtRest"] = state.IsAtRest,
            ["Version"] = state.Version,
            ["Token"] = token,
        };
        if (state.Untold is { } untold) StoredPublication.Set(row, "Untold", untold);
        await _texts.Set(row, "Meaning", state.Meaning, cancel);
        await _texts.Set(row, "Alerts", ToldAlertsJson.Write(state.Alerts), cancel);
        return row;
    }

    private static TableEntity Version(InstanceId id, long version) => new(Partition(id), $"version:{Name(id)}:{RowKeys.Of(version)}");

    private static string Name(InstanceId id) => RowKeys.Of($"{id.Rule}\n{id.Instance}");
}
