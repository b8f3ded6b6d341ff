using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts replay</c>: sends messages again, under the ids that they had.</summary>
internal sealed class ReplayVerb : Verb
{
    private readonly Argument<string[]> _ids = new("ID") { Description = "notifications, as 'alerts deliveries' lists them; the beginning will do where it is unique", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _allDead = new("--all-dead") { Description = "each that was given up, the oldest first" };

    public ReplayVerb() : base("replay", "sends messages again, under the ids that they had")
    {
        Add(_ids);
        Add(_allDead);
    }

    public override string Usage => "ID… | --all-dead [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts replay ntf_0123456789abcdef01234567 --workspace samples/rare-earths", "a message that 'alerts deliveries --dead' lists");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        if (Chosen(await parts.Notifications.Ledger(cancel), call.GetValue(_ids)!, Common.Has(call, _allDead), screen) is not { } chosen) return ExitCode.WrongCall;
        if (chosen.Count == 0) screen.Line("No message was given up.");
        return await new Replaying(parts, workspace, screen, TimeProvider.System).Run(chosen, cancel) ? ExitCode.Done : ExitCode.NeedsAPerson;
    }

    /// <returns>In the order added, however they were named; null, after a complaint, where they are not clear.</returns>
    private static List<LedgerEntry>? Chosen(IReadOnlyList<LedgerEntry> ledger, string[] ids, bool allDead, Screen screen)
    {
        if (allDead == ids.Length > 0)
        {
            screen.Complain(allDead ? "which messages, those named or --all-dead?" : "which messages? Name them, or say --all-dead");
            return null;
        }
        if (allDead) return [.. ledger.Where(entry => entry.Status == NotificationStatus.Dead)];
        var found = ids.Select(id => (Id: id, Entries: ledger.Where(entry => entry.Notification.Id.Text.StartsWith(id, StringComparison.Ordinal)).ToList())).ToList();
        foreach (var (id, entries) in found.Where(item => item.Entries.Count != 1)) screen.Complain(entries.Count == 0 ? $"there is no message '{id}'" : $"'{id}' begins {entries.Count} messages");
        if (found.Exists(item => item.Entries.Count != 1)) return null;
        // Of what was told of together with others, the message is sent again that told of them.
        var named = found.Select(item => item.Entries[0].Notification).Select(notification => notification.In ?? notification.Id).ToHashSet();
        return [.. ledger.Where(entry => named.Contains(entry.Notification.Id))];
    }
}
