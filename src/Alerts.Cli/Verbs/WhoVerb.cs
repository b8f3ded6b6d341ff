using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts who</c>: who would be told of a rule's events, or was told of one, and who not and why.</summary>
internal sealed class WhoVerb : Verb
{
    private readonly Argument<string> _what = new("RULE") { Description = "a rule's id, or an event's (evt_…), whose beginning will do where it is unique" };
    private readonly Option<string?> _severity = new("--severity") { HelpName = "S", Description = "as if the rule had it: info, warning, high or critical" };
    private readonly Option<string?> _at = new("--at") { HelpName = "INSTANT", Description = "as if it were raised then: a date, or ISO 8601 with offset; default: now" };

    public WhoVerb() : base("who", "who would be told, and who would not and why")
    {
        Add(_what);
        Add(_severity);
        Add(_at);
    }

    public override string Usage => "RULE|EVENT [--severity S] [--at INSTANT] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts who terbium-spike --workspace samples/rare-earths", "who hears of terbium?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.Read(call.GetValue(_at), "--at", workspace, screen, out var at)) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        if (stores is not null) workspace = await SubscribersInForce.Of(workspace, stores.Subscriptions, cancel);
        var what = call.GetValue(_what)!;
        if (what.StartsWith("evt_", StringComparison.Ordinal) && workspace.Rules.All(rule => rule.Id != what))
        {
            if (await Known.Event(stores?.Alerts, what, screen, cancel) is not { } told) return ExitCode.WrongCall;
            await Tell(screen, workspace, stores!, told, cancel);
        }
        else if (!await Imagine(call, screen, workspace, stores, at ?? TimeProvider.System.GetUtcNow(), cancel)) return ExitCode.WrongCall;
        if (workspace.Email is null) screen.Line(new Part("alerts.yaml has no email: nobody is told by email.", Tone.Warning));
        if (workspace.Subscribers.Count == 0) screen.Line("  nobody: there are no subscribers");
        return ExitCode.Done;
    }

    private async Task<bool> Imagine(ParseResult call, Screen screen, Workspace workspace, Stores? stores, DateTimeOffset at, CancellationToken cancel)
    {
        if (Known.Rule(workspace, call.GetValue(_what)!, screen) is not { } rule) return false;
        if (!Known.Severity(call.GetValue(_severity), rule.Severity, screen, out var severity)) return false;
        var noise = stores is null ? new(workspace.Noise, [], [], workspace.TimeZone, TimeSpan.Zero, at)
            : await new Noise(stores.Alerts, stores.Postponements, stores.Silences, TimeSpan.Zero, new StandingClock(at)).Now(workspace, cancel);
        foreach (var facts in RuleInstances.Of(rule, workspace.Series).Select(instance => RouteFacts.Of(instance, severity)))
        {
            screen.Line($"{facts.Rule} over {Sentences.List(facts.Series)}, severity {facts.Severity.Text()}:");
            foreach (var route in Routes.Of(facts, workspace.Subscribers)) Tell(screen, facts, route, null, [], [.. Later(workspace, facts, route, noise)], [.. RouteEvent.Channels(workspace, route.Subscriber)]);
        }
        return true;
    }

    private static IEnumerable<ToldLater> Later(Workspace workspace, RouteFacts facts, Route route, NoiseNow noise)
    {
        if (!route.IsTold) yield break;
        foreach (var channel in RouteEvent.Channels(workspace, route.Subscriber).Select(to => to.Channel).Distinct())
            if (Postponements.Of(facts, route.Subscriber, "", noise, channel != Notification.Webhook, continues: false) is { } later) yield return new(channel, later.Reason, workspace.Local(later.Until), later.Explanation);
    }

    private static async Task Tell(Screen screen, Workspace workspace, Stores stores, AlertEvent told, CancellationToken cancel)
    {
        var (facts, messages) = (RouteFacts.Of(told), await stores.Notifications.Of(told.Id, cancel));
        var postponed = (await stores.Postponements.Postponed(cancel)).Where(one => one.Event == told.Id).ToList();
        screen.Line($"{told.Id}: {told.Title}, severity {facts.Severity.Text()}:");
        foreach (var route in Routes.Of(told, workspace.Subscribers))
        {
            var mine = messages.Where(message => message.Subscriber == route.Subscriber.Id).ToList();
            var later = postponed.Where(one => one.Subscriber == route.Subscriber.Id)
                .Select(one => new ToldLater(one.Channel, one.Reason, workspace.Local(one.Until), one.About.Length == 0 || one.Reason == PostponeReason.Grouped ? one.Reason.Text() : $"{one.Reason.Text()} by {one.About}")).ToList();
            Tell(screen, facts, route, told.Id, mine, later, [.. mine.Select(message => (message.Channel, message.Address))]);
        }
        // Who was told and is no subscriber any more.
        foreach (var message in messages.Where(message => workspace.Subscribers.All(subscriber => subscriber.Id != message.Subscriber)))
            screen.Line(new Part("  told      ", Tone.Good), $"{message.Subscriber} by {message.Channel} to {message.Address}, who {(message.Subscriber == OwnerNotices.Owner ? "looks after the data" : "is no subscriber any more")}");
    }

    private static void Tell(Screen screen, RouteFacts facts, Route route, EventId? told, List<Notification> messages, List<ToldLater> later, List<(string Channel, string Address)> channels)
    {
        screen.Document(() => Documents.Route(facts, route, told, messages, later));
        var at = told is null ? channels.FindAll(to => later.TrueForAll(one => one.Channel != to.Channel)) : channels;
        if (at.Count > 0 && (route.IsTold || messages.Count > 0)) screen.Line(new Part("  told      ", Tone.Good), $"{route.Subscriber.Id} by {Sentences.List([.. at.Select(to => $"{to.Channel} to {to.Address}")])}: {route.Explanation}");
        foreach (var one in later) screen.Line(new Part("  later     ", Tone.Warning), $"{route.Subscriber.Id} by {one.Channel}: {one.Explanation}{(told is not null && one.Until < Postponements.WithoutEnd ? $", until {one.Until:yyyy-MM-dd HH:mm}" : "")}");
        if (!route.IsTold && messages.Count == 0) screen.Line(new Part("  not told  ", Tone.Quiet), $"{route.Subscriber.Id}: {route.Explanation}");
        foreach (var address in route.IsTold ? route.Subscriber.Unsubscribed : []) screen.Line(new Part("  not told  ", Tone.Quiet), $"{route.Subscriber.Id} by {Notification.Email} to {address}: they have unsubscribed");
        if (route.IsTold && at.Count == 0 && later.Count == 0) screen.Line(new Part("  not told  ", Tone.Quiet), $"{route.Subscriber.Id}: {(told is null ? "no channel is set up for their addresses" : "they did not subscribe when it was raised, or it is yet to be routed")}");
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
