using System.CommandLine;
using System.Security.Cryptography;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts silence</c>: a person's pause of matching alerts. What it held back is told when it ends.</summary>
internal sealed class SilenceVerb : Verb
{
    private readonly Argument<string[]> _words = new("WORD") { Description = "'add' and what is meant (rule=terbium-*, series=smm.*, LABEL=VALUE); 'end' and a silence's id; nothing: lists them", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _for = new("--for") { HelpName = "TIME", Description = "how long: 90m, 4h, 3d, 2w" };
    private readonly Option<string?> _until = new("--until") { HelpName = "INSTANT", Description = "until when: a date, or ISO 8601 with offset" };
    private readonly Option<string?> _by = new("--by") { HelpName = "WHO", Description = "who asks for it; default: the user of this machine" };
    private readonly Option<string?> _why = new("--why") { HelpName = "TEXT", Description = "the reason, for those who wonder" };

    public SilenceVerb() : base("silence", "a pause of matching alerts, with an end; what it held back is told then")
    {
        Add(_words);
        foreach (var option in new[] { _for, _until, _by, _why }) Add(option);
    }

    public override string Usage => "[add KEY=PATTERN… --for TIME|--until INSTANT --why TEXT [--by WHO] | end ID] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts silence add rule=terbium-* --for 4h --why \"stock-taking\"", "nobody is told of terbium for four hours, and then of all at once");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var words = call.GetValue(_words) ?? [];
        return words switch
        {
            [] or ["list"] => await List(call, screen, cancel),
            ["add", .. var meant] => await Add(call, meant, screen, cancel),
            ["end", var id] => await End(call, id, screen, cancel),
            _ => Wrong(screen, $"'{string.Join(' ', words)}' is no way to call it: alerts silence {Usage}"),
        };
    }

    private static async Task<int> List(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var silences = stores is null ? [] : await stores.Silences.Silences(cancel);
        foreach (var silence in silences.Where(silence => silence.End > now || screen.IsJson)) Tell(screen, workspace, silence, now);
        if (!silences.Any(silence => silence.End > now)) screen.Line("There is no silence.");
        return ExitCode.Done;
    }

    private async Task<int> Add(ParseResult call, string[] meant, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (Meant(meant) is not { } match) return Wrong(screen, meant.Length == 0 ? "say what is meant, such as rule=terbium-*, or rule=* for everything" : $"'{meant.First(word => !IsMeant(word))}' is no KEY=PATTERN such as rule=terbium-*");
        if (call.GetValue(_why) is not { Length: > 0 } why) return Wrong(screen, "say why: --why TEXT");
        var now = TimeProvider.System.GetUtcNow();
        if (!Until(call, workspace, now, screen, out var until)) return ExitCode.WrongCall;
        if (until <= now) return Wrong(screen, "the silence would have ended already");
        var by = call.GetValue(_by) ?? Environment.UserName;
        using var stores = Composition.Edition.Open(workspace, TimeProvider.System);
        var silence = await Over(stores).Add(workspace, match, until, by, why, RandomNumberGenerator.GetBytes(Silencing.DrawBytes), cancel);
        Tell(screen, workspace, silence, now);
        return ExitCode.Done;
    }

    private static async Task<int> End(ParseResult call, string id, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        var now = TimeProvider.System.GetUtcNow();
        using var stores = Composition.Edition.Open(workspace, TimeProvider.System);
        var open = (await stores.Silences.Silences(cancel)).Where(silence => silence.Id.StartsWith(id, StringComparison.Ordinal) && silence.End > now).ToList();
        if (open is not [var silence]) return Wrong(screen, open.Count == 0 ? $"there is no silence '{id}' that has not ended" : $"'{id}' begins {open.Count} silences");
        var (ended, told) = await Over(stores).End(workspace, silence, cancel);
        Tell(screen, workspace, ended, now);
        screen.Line(told == 0 ? "It held nothing back." : $"The next run tells what it held back: {told} {(told == 1 ? "message" : "messages")}.");
        return ExitCode.Done;
    }

    private static void Tell(Screen screen, Workspace workspace, Silence silence, DateTimeOffset now)
    {
        screen.Document(() => Documents.Silence(silence, now));
        var match = silence.Match.Keys.Count == 0 ? "everything" : silence.Match.ToString();
        screen.Line($"{silence.Id}  {match}, until {workspace.Local(silence.End):yyyy-MM-dd HH:mm}{(silence.End <= now ? " (ended)" : "")}, by {silence.By}: {silence.Why}");
    }

    private static bool IsMeant(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && at < word.Length - 1;

    private static Match? Meant(string[] words)
    {
        if (words.Length == 0 || !words.All(IsMeant)) return null;
        var keys = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var group in words.Select(word => word.Split('=', 2)).GroupBy(pair => pair[0])) keys[group.Key] = [.. group.Select(pair => pair[1])];
        return new(keys);
    }

    private bool Until(ParseResult call, Workspace workspace, DateTimeOffset now, Screen screen, out DateTimeOffset until)
    {
        until = default;
        var (time, instant) = (call.GetValue(_for), call.GetValue(_until));
        if (time is null == instant is null)
        {
            screen.Complain("say how long: --for TIME or --until INSTANT");
            return false;
        }
        if (instant is not null)
        {
            if (!Instants.Read(instant, "--until", workspace, screen, out var at)) return false;
            until = at!.Value;
            return true;
        }
        if (Silencing.ReadLength(time!) is { } length)
        {
            until = now + length;
            return true;
        }
        screen.Complain($"--for '{time}' is no time such as 90m, 4h, 3d or 2w");
        return false;
    }

    private static Silencing Over(Stores stores) => new(stores.Silences, new Noise(stores.Alerts, stores.Postponements, stores.Silences, TimeSpan.Zero, TimeProvider.System), TimeProvider.System);

    private static int Wrong(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
