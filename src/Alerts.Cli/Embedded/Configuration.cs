using System.Globalization;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The configuration of a program that keeps going: the last good one.</summary>
internal sealed class Configuration(Workspace workspace)
{
    private string _stamp = Stamp(workspace.Folder);

    public Workspace Current { get; private set; } = workspace;

    /// <summary>Reads it again where a file has changed; one with mistakes is told and left aside.</summary>
    /// <returns>True where another one has been taken over.</returns>
    public bool Refresh(Screen screen)
    {
        var stamp = Stamp(Current.Folder);
        if (stamp == _stamp) return false;
        _stamp = stamp;
        var loaded = Opening.Load(Current.Folder);
        if (Opening.ToRun(loaded, screen) is not { } changed)
        {
            screen.Complain("the configuration was changed and has mistakes: going on with the last good one");
            return false;
        }
        Current = changed;
        screen.Line("The configuration was changed, and is taken over.");
        return true;
    }

    // Names, sizes and times of all YAML files.
    private static string Stamp(string folder) => string.Join('\n', new DirectoryInfo(folder)
        .EnumerateFiles("*.y*ml", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal));
}
