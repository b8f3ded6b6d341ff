using System.Text.Json;

namespace Alerts.Core.Datasets;

/// <summary>Tells an answer that a publisher has cut without saying so: UN Comtrade sends 500 records at most without a key, 100,000 with one (FORMATS §2).</summary>
public static class CutAnswer
{
    private static readonly int[] Limits = [500, 100_000];

    /// <returns>How many records it has, where that is exactly as many as the publisher sends at most; null otherwise.</returns>
    public static int? Limit(ReadOnlyMemory<byte> answer) =>
        IsComtrade(answer.Span) && PageJoin.Records(answer) is { } records && Array.IndexOf(Limits, records) >= 0 ? records : null;

    // By its envelope: {"elapsedTime": …, "count": …, "data": [ … ], "error": …}.
    private static bool IsComtrade(ReadOnlySpan<byte> answer)
    {
        try
        {
            var json = new Utf8JsonReader(answer, isFinalBlock: false, default);
            return json.Read() && json.TokenType == JsonTokenType.StartObject && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("elapsedTime"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
