namespace Alerts.Azure.Workspaces;

public enum WorkspaceReason
{
    /// <summary>What lies there is good.</summary>
    Good,

    /// <summary>What lies there is wrong; what is in use stays in use.</summary>
    KeptRunning,

    /// <summary>What lies there is wrong, and nothing is in use: the last good one is, as it was kept.</summary>
    LastGood,

    /// <summary>What lies there is wrong, and no good one was ever kept.</summary>
    NoneIsGood,
}

/// <summary>Which configuration is used. A wrong one neither stops an app that runs nor one that starts.</summary>
public static class WorkspaceDecision
{
    /// <param name="isGood">What lies there has no error.</param>
    /// <param name="isRunning">A good one is in use.</param>
    /// <param name="isKept">The last good one was kept, and is still good.</param>
    public static WorkspaceReason Of(bool isGood, bool isRunning, bool isKept) =>
        isGood ? WorkspaceReason.Good
        : isRunning ? WorkspaceReason.KeptRunning
        : isKept ? WorkspaceReason.LastGood
        : WorkspaceReason.NoneIsGood;
}
