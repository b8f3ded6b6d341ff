using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>What names an event, made into its id where somebody asks: of thousands that a backtest raises nobody may.</summary>
internal sealed class EventFacts(InstanceFacts instance, Period period, EventType type, Publication cause)
{
    private string? _text;

    public string Text() => _text ??= Text(instance.Rule, instance.Key, instance.Hash, period, type, cause.Published, cause.Sha256);

    /// <param name="hash">See <see cref="EventId.InstanceHash"/>: many events share it.</param>
    public static string Text(string rule, string instance, string hash, Period period, EventType type, DateTimeOffset vintage, string fileHash) =>
        string.Concat("evt_", TextHash.Hex($"{rule}\n{instance}\n{period.ToString()}\n{type.Text()}\n{vintage.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\n{fileHash}", 16), hash);
}

/// <summary>The facts that all events of a rule instance share.</summary>
internal sealed class InstanceFacts(string rule, string key)
{
    private string? _hash;

    public string Rule => rule;

    public string Key => key;

    public string Hash => _hash ??= EventId.InstanceHash(rule, key);
}
