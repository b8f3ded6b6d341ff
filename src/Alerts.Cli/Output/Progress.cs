namespace Alerts.Cli.Output;

/// <summary>Shows on a terminal how far long work has come, on one line of standard error that is cleared at the end.</summary>
internal sealed class Progress(Screen screen, string doing, int steps) : IDisposable
{
    // Short work shows nothing.
    private const int Few = 50;

    private int _done;

    public void Step()
    {
        _done++;
        if (screen.ShowsProgress && steps > Few && _done % 10 == 0) screen.Overwrite($"{doing} {_done} of {steps}");
    }

    public void Dispose()
    {
        if (screen.ShowsProgress && steps > Few) screen.Overwrite("");
    }
}
