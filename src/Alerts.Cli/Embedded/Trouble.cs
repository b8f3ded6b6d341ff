using Alerts.Cli.Output;

namespace Alerts.Cli.Embedded;

/// <summary>Says each trouble once, and how long to wait before the next try: longer each time, until it is over.</summary>
internal sealed class Trouble(Screen screen)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private TimeSpan _pause = First;

    /// <returns>How long to wait.</returns>
    public TimeSpan Meet(string message)
    {
        if (_told.Add(message)) screen.Complain($"{message.ReplaceLineEndings(" ")}; trying again until it works");
        var pause = _pause;
        _pause = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }

    public void IsOver()
    {
        if (_told.Count == 0) return;
        screen.Complain("it works again");
        _told.Clear();
        _pause = First;
    }
}
