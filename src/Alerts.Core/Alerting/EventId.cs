using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Observations;

namespace Alerts.Core.Alerting;

/// <summary>Names one event. The same facts give the same text on every machine and every run.</summary>
/// <remarks>Its end is the same for all events of a rule instance, so that a store may keep them together and find one by its id alone.</remarks>
public readonly record struct EventId(string Text)
{
    /// <param name="instance">The instance's key: its series, joined by a comma.</param>
    /// <param name="vintage">The instant of the publication that caused it.</param>
    /// <param name="fileHash">SHA-256 of the publication, lower-case hex: two files may share a vintage.</param>
    public static EventId Of(string rule, string instance, Period period, EventType type, DateTimeOffset vintage, string fileHash)
    {
        var facts = FormattableString.Invariant($"{rule}\n{instance}\n{period}\n{type.Text()}\n{vintage.UtcDateTime:O}\n{fileHash}");
        return new($"evt_{Hex(facts, 16)}{InstanceHash(rule, instance)}");
    }

    /// <summary>The end of the ids of all events of a rule instance: 8 hexadecimal digits. Two instances may share it.</summary>
    public static string InstanceHash(string rule, string instance) => Hex($"{rule}\n{instance}", 8);

    private static string Hex(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];

    public override string ToString() => Text;
}
