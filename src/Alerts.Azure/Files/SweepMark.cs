using System.Globalization;
using System.Text;

namespace Alerts.Azure.Files;

/// <summary>When a sweep has succeeded last, for instances that do not sweep.</summary>
public static class SweepMark
{
    private const string Name = "swept.txt";

    public static Task Write(IAppState state, DateTimeOffset at, CancellationToken cancel) => state.Write(Name, Encoding.ASCII.GetBytes(at.ToString("O", CultureInfo.InvariantCulture)), cancel);

    /// <returns>Null where none ever has.</returns>
    public static async Task<DateTimeOffset?> Read(IAppState state, CancellationToken cancel) =>
        await state.Read(Name, cancel) is { } bytes ? DateTimeOffset.ParseExact(Encoding.ASCII.GetString(bytes), "O", CultureInfo.InvariantCulture) : null;
}
