namespace Alerts.Cli;

/// <summary>What the command says to whoever started it (CONTRACT §3).</summary>
internal static class ExitCode
{
    /// <summary>Alerts and warnings included; also when a signal ended it after the step at hand.</summary>
    public const int Done = 0;

    /// <summary>Done, and something needs a person: rejected rows or files, an unmatched file, a dead notification.</summary>
    public const int NeedsAPerson = 1;

    /// <summary>The configuration or the call is wrong; nothing was done.</summary>
    public const int WrongCall = 2;

    public const int Failed = 3;
}
