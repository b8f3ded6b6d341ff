using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Notifications;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts test-channel</c>: sends a subscriber a message that says it is a test, over the very path that alerts use.</summary>
internal sealed class TestChannelVerb : Verb
{
    private readonly Argument<string> _subscriber = new("SUBSCRIBER") { Description = "a subscriber's id" };
    private readonly Option<string?> _channel = new("--channel") { HelpName = "C", Description = "email, slack, teams or webhook; default: each that they have" };

    public TestChannelVerb() : base("test-channel", "sends a subscriber a test, over the very path that alerts use")
    {
        Add(_subscriber);
        Add(_channel);
    }

    public override string Usage => "SUBSCRIBER [--channel C] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts test-channel magnet-buyers --workspace samples/rare-earths", "do the buyers get their mail?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        var (id, channel) = (call.GetValue(_subscriber)!, call.GetValue(_channel));
        if (workspace.Subscribers.FirstOrDefault(subscriber => subscriber.Id == id) is not { } subscriber)
        {
            var nearest = Nearest.Name(id, workspace.Subscribers.Select(known => known.Id));
            screen.Complain($"there is no subscriber '{id}'{(nearest is null ? "" : $" (nearest: {nearest})")}");
            return ExitCode.WrongCall;
        }
        var ways = RouteEvent.Channels(workspace, subscriber).Where(way => channel is null || way.Channel == channel).ToList();
        if (ways.Count == 0)
        {
            screen.Complain(channel is null ? $"{id} cannot be reached: the workspace has no channel for them" : $"{id} has no {channel}");
            return ExitCode.WrongCall;
        }
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        var failed = false;
        foreach (var way in ways)
        {
            var now = TimeProvider.System.GetUtcNow();
            var test = TestMessages.Of(workspace.Name, id, way.Channel, way.Address, now);
            await parts.Notifications.Add([test], now, cancel);
            var attempt = await Attempts.Opening(parts.Deliver, parts.Notifications, test.Id, now, cancel);
            failed |= !await Attempts.Tell(test.Id, attempt, parts.Notifications, workspace, screen);
        }
        return failed ? ExitCode.NeedsAPerson : ExitCode.Done;
    }
}
