using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>Names one event. The same facts give the same text on every machine and every run.</summary>
/// <remarks>Its end is the same for all events of a rule instance, so that a store may keep them together and find one by its id alone.</remarks>
public readonly record struct EventId(string Text)
{
    /// <param name="instance">The instance's key: its series, joined by a comma.</param>
    /// <param name="vintage">The instant of the publication that caused it.</param>
    /// <param name="fileHash">SHA-256 of the publication, lower-case hex: two files may share a vintage.</param>
    public static EventId Of(string rule, string instance, Period period, EventType type, DateTimeOffset vintage, string fileHash) => Of(rule, instance, InstanceHash(rule, instance), period, type, vintage, fileHash);

    /// <param name="instanceHash">See <see cref="InstanceHash"/>: many events share it.</param>
    internal static EventId Of(string rule, string instance, string instanceHash, Period period, EventType type, DateTimeOffset vintage, string fileHash) =>
        new(string.Concat("evt_", TextHash.Hex($"{rule}\n{instance}\n{period.ToString()}\n{type.Text()}\n{vintage.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\n{fileHash}", 16), instanceHash));

    /// <summary>The end of the ids of all events of a rule instance: 8 hexadecimal digits. Two instances may share it.</summary>
    public static string InstanceHash(string rule, string instance) => TextHash.Hex($"{rule}\n{instance}", 8);

    public override string ToString() => Text;
}
