namespace Alerts.Core.Notifications;

/// <summary>How much of a message there is room for.</summary>
/// <param name="LongestText">Of each text alone, in UTF-16 units.</param>
/// <param name="MostNumbers">Totals go first, then the newest of their parts.</param>
/// <param name="MostLines">Of sentences, and of steps.</param>
internal readonly record struct Room(int LongestText, int MostNumbers, int MostLines, bool ShowsChart = true);
