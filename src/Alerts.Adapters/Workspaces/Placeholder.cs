namespace Alerts.Adapters.Workspaces;

/// <summary>Stands where a new workspace could not know a value: a warning where work can go on, an error where it cannot.</summary>
internal static class Placeholder
{
    public const string Text = "?";

    public const string Code = "not-filled-in";
}
