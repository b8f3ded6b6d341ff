using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Output;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts who</c>: who would be told of a rule's events, and who would not and why.</summary>
internal sealed class WhoVerb : Verb
{
    private readonly Argument<string> _rule = new("RULE") { Description = "a rule's id" };
    private readonly Option<string?> _severity = new("--severity") { HelpName = "S", Description = "as if the rule had it: info, warning, high or critical" };

    public WhoVerb() : base("who", "who would be told, and who would not and why")
    {
        Add(_rule);
        Add(_severity);
    }

    public override string Usage => "RULE [--severity S] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts who terbium-spike --workspace samples/rare-earths", "who hears of terbium?");

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel) => Task.FromResult(ExitCode.Done);
}
