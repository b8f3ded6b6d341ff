using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

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

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel) => Task.FromResult(Who(call, screen));

    private int Who(ParseResult call, Screen screen)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (Known.Rule(workspace, call.GetValue(_rule)!, screen) is not { } rule) return ExitCode.WrongCall;
        if (!Known.Severity(call.GetValue(_severity), rule.Severity, screen, out var severity)) return ExitCode.WrongCall;

        foreach (var instance in RuleInstances.Of(rule, workspace.Series)) Tell(screen, workspace, RouteFacts.Of(instance, severity));
        if (workspace.Email is null) screen.Line(new Part("alerts.yaml has no email: nobody is told by email.", Tone.Warning));
        return ExitCode.Done;
    }

    private static void Tell(Screen screen, Workspace workspace, RouteFacts facts)
    {
        screen.Line($"{facts.Rule} over {Sentences.List(facts.Series)}, severity {facts.Severity.Text()}:");
        foreach (var route in Routes.Of(facts, workspace.Subscribers))
        {
            screen.Document(() => Documents.Route(facts, route));
            if (route.IsTold) screen.Line(new Part("  told      ", Tone.Good), $"{route.Subscriber.Id} by {Sentences.List([.. RouteEvent.Channels(workspace, route.Subscriber).Select(to => $"{to.Channel} to {to.Address}")])}: {route.Explanation}");
            else screen.Line(new Part("  not told  ", Tone.Quiet), $"{route.Subscriber.Id}: {route.Explanation}");
        }
        if (workspace.Subscribers.Count == 0) screen.Line("  nobody: there are no subscribers");
    }
}
