using System.Globalization;
using Alerts.Core.Routing;

namespace Alerts.Core.UseCases;

/// <summary>A person pauses matching alerts, and ends a pause before its time.</summary>
public sealed class Silencing(ISilenceStore silences, Noise noise, TimeProvider clock)
{
    /// <summary>Bytes of the draw that makes an id.</summary>
    public const int DrawBytes = 6;

    /// <param name="until">After now.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="why">The reason, for those who wonder.</param>
    /// <param name="draw">Random bytes, made by the caller: two silences may be alike.</param>
    public async Task<Silence> Add(Workspace workspace, Match match, DateTimeOffset until, string by, string why, byte[] draw, CancellationToken cancel)
    {
        var silence = new Silence($"sil_{Convert.ToHexStringLower(draw)}", match, workspace.Local(clock.GetUtcNow()), workspace.Local(until), OneLine(by), OneLine(why));
        await silences.Put(silence, cancel);
        return silence;
    }

    /// <param name="silence">One that has not ended.</param>
    /// <returns>As it is now, and how many events it held back that are told now.</returns>
    public async Task<(Silence Ended, int Released)> End(Workspace workspace, Silence silence, CancellationToken cancel)
    {
        var ended = silence with { Ended = workspace.Local(clock.GetUtcNow()) };
        await silences.Put(ended, cancel);
        return (ended, await noise.Release(workspace, cancel));
    }

    /// <summary>Reads <c>90m</c>, <c>4h</c>, <c>3d</c> and <c>2w</c>.</summary>
    /// <returns>Null where the text is none, or not above zero.</returns>
    public static TimeSpan? ReadLength(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > 10_000) return null;
        return text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            'w' => TimeSpan.FromDays(7 * count),
            _ => null,
        };
    }

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
