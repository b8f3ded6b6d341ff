using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Runtime.InteropServices;
using Alerts.Cli.Output;
using Alerts.Core.Rules;

namespace Alerts.Cli.Arguments;

/// <summary>One call of the command: finds the verb, runs it, and turns whatever happens into an exit code.</summary>
internal static class Call
{
    /// <param name="verbs">Those that it may mean: more than one where it begins with none of them.</param>
    public static int Run(string[] args, Verb[] verbs)
    {
        var root = new Command("alerts") { Common.Workspace, Common.Json, Common.Help };
        foreach (var verb in verbs) root.Add(verb);
        var call = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        using var screen = Screen.OfThisProcess(Common.Has(call, Common.Json));
        if (args is ["--version"]) return screen.Answer($"alerts {Version}\n");
        if (args.Length == 0) return screen.Answer(HelpText.Of(verbs));
        var chosen = call.CommandResult.Command as Verb;
        if (Common.Has(call, Common.Help)) return screen.Answer(chosen is null ? HelpText.Of(verbs) : HelpText.Of(chosen));
        if (chosen is null) return Unknown(args, verbs, screen);
        if (UnknownOptions(call) is { Count: > 0 } unknown) return Refuse(unknown, chosen, screen);
        if (call.Errors.Count > 0) return Refuse([.. call.Errors.Select(error => error.Message.TrimEnd('.'))], chosen, screen);
        return Run(chosen, call, screen);
    }

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version!.ToString(3);

    // Waits for the verb, for code that awaits a number is compiled when the program runs, and most verbs are over sooner than that.
    private static int Run(Verb verb, ParseResult call, Screen screen)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            return verb.Run(call, screen, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception problem)
        {
            screen.Complain(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ALERTS_DEBUG"))
                ? $"{problem.Message.ReplaceLineEndings(" ")} (ALERTS_DEBUG=1 shows the details)"
                : problem.ToString());
            return ExitCode.Failed;
        }

        // The first signal finishes the step at hand; a second one ends the process at once.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static int Unknown(string[] args, Verb[] verbs, Screen screen)
    {
        var written = args.FirstOrDefault(arg => !arg.StartsWith('-')) ?? args[0];
        var nearest = Nearest.Name(written, verbs.Select(verb => verb.Name));
        screen.Complain(nearest is null ? $"'{written}' is no verb; alerts --help lists them"
            : $"'{written}' is no verb (nearest: {nearest}); alerts --help lists them");
        return ExitCode.WrongCall;
    }

    // The parser takes a misspelt option for an argument, unless all arguments are there.
    private static List<string> UnknownOptions(ParseResult call)
    {
        var complaints = new List<string>();
        foreach (var token in call.Tokens)
            if (token.Type == TokenType.DoubleDash) return complaints;
        foreach (var child in call.CommandResult.Children)
            if (child is ArgumentResult argument) foreach (var token in argument.Tokens) Look(token.Value);
        foreach (var unmatched in call.UnmatchedTokens) Look(unmatched);
        return complaints;

        void Look(string written)
        {
            if (written.Length < 2 || !written.StartsWith('-')) return;
            var options = call.CommandResult.Command.Options.Concat([Common.Workspace, Common.Json, Common.Help]).Select(option => option.Name);
            complaints.Add(Nearest.Name(written, options) is { } nearest ? $"unknown option {written} (nearest: {nearest})" : $"unknown option {written}");
        }
    }

    private static int Refuse(IReadOnlyList<string> complaints, Verb verb, Screen screen)
    {
        foreach (var complaint in complaints) screen.Complain(complaint);
        screen.Complain($"usage: alerts {verb.Name} {verb.Usage}");
        return ExitCode.WrongCall;
    }
}
