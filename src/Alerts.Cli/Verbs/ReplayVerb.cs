using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts replay</c>: sends messages again, under the ids that they had.</summary>
internal sealed class ReplayVerb : Verb
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "notifications, as 'alerts deliveries' lists them; the beginning will do where it is unique", Arity = ArgumentArity.OneOrMore };

    public ReplayVerb() : base("replay", "sends messages again, under the ids that they had") => Add(_ids);

    public override string Usage => "ID… [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts replay ntf_0123456789abcdef01234567 --workspace samples/rare-earths", "a message that 'alerts deliveries --dead' lists");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        var ledger = await parts.Notifications.Ledger(cancel);
        var found = call.GetValue(_ids)!.Select(id => (Id: id, Entries: ledger.Where(entry => entry.Notification.Id.Text.StartsWith(id, StringComparison.Ordinal)).ToList())).ToList();
        foreach (var (id, entries) in found.Where(item => item.Entries.Count != 1)) screen.Complain(entries.Count == 0 ? $"there is no message '{id}'" : $"'{id}' begins {entries.Count} messages");
        if (found.Exists(item => item.Entries.Count != 1)) return ExitCode.WrongCall;

        var failed = false;
        // The oldest first, in whatever order they were named.
        var named = found.Select(item => item.Entries[0]).ToHashSet();
        foreach (var notification in ledger.Where(named.Contains).Select(entry => entry.Notification)) failed |= !await Replay(parts, notification, workspace, screen, cancel);
        return failed ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    private static async Task<bool> Replay(Composition parts, Notification notification, Workspace workspace, Screen screen, CancellationToken cancel)
    {
        if (!await parts.Notifications.Replay(notification.Id, TimeProvider.System.GetUtcNow(), cancel))
        {
            screen.Complain($"{notification.Id} is still waiting: it needs no replay");
            return false;
        }
        return await Attempts.Tell(notification.Id, await parts.Deliver.Run(notification.Id, cancel), parts.Notifications, workspace, screen);
    }
}
