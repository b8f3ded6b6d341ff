using System.Text.Json.Serialization;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>Names one event. The same facts give the same text on every machine and every run.</summary>
/// <remarks>Its end is the same for all events of a rule instance, so that a store may keep them together and find one by its id alone.</remarks>
public readonly record struct EventId
{
    // The text, or the facts that it is made of.
    private readonly object? _named;

    [JsonConstructor]
    public EventId(string text) => _named = text;

    internal EventId(EventFacts facts) => _named = facts;

    public string Text => _named as string ?? ((EventFacts)_named!).Text();

    /// <param name="instance">The instance's key: its series, joined by a comma.</param>
    /// <param name="vintage">The instant of the publication that caused it.</param>
    /// <param name="fileHash">SHA-256 of the publication, lower-case hex: two files may share a vintage.</param>
    public static EventId Of(string rule, string instance, Period period, EventType type, DateTimeOffset vintage, string fileHash) =>
        new(EventFacts.Text(rule, instance, InstanceHash(rule, instance), period, type, vintage, fileHash));

    /// <summary>The end of the ids of all events of a rule instance: 8 hexadecimal digits. Two instances may share it.</summary>
    public static string InstanceHash(string rule, string instance) => TextHash.Hex($"{rule}\n{instance}", 8);

    public bool Equals(EventId other) => Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
