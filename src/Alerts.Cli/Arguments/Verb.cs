using System.CommandLine;
using Alerts.Cli.Output;

namespace Alerts.Cli.Arguments;

/// <summary>One verb of the command: what it takes, how its help reads, what it does.</summary>
internal abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>After the verb's name: <c>[WORKSPACE] [--once]</c>.</summary>
    public abstract string Usage { get; }

    /// <summary>A call that works, and what it is for.</summary>
    public abstract (string Call, string Says) Example { get; }

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public abstract Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel);
}
