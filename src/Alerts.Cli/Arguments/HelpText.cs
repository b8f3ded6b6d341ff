using System.CommandLine;

namespace Alerts.Cli.Arguments;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string Of(IReadOnlyList<Verb> verbs) => $"""
        Alerts: know that a price or a supply you depend on has broken, before the news does.

        alerts VERB …

        {Columns(verbs.Select(verb => (verb.Name, verb.Description!)))}

        Every verb takes --workspace DIR, --json and --help, which gives an example. --version prints the version.

        Exit codes
          0   done, alerts and warnings included
          1   done, and something needs a person: rejected rows or files, a file that no dataset reads,
              a source that could not be polled, a dead notification
          2   the configuration or the call is wrong; nothing was done
          3   it failed; ALERTS_DEBUG=1 shows the details

        Example: the sample's files, read, evaluated and delivered
          alerts run samples/rare-earths --once

        """;

    public static string Of(Verb verb) => $"""
        {$"alerts {verb.Name} {verb.Usage}".TrimEnd()}

        {Sentence(verb.Description!)}

        {Columns([.. verb.Arguments.Select(Row), .. verb.Options.Concat([Common.Workspace, Common.Json, Common.Help]).Select(Row)])}

        Example: {verb.Example.Says}
          {verb.Example.Call}

        """;

    private static (string, string) Row(Argument argument) => (argument.Name, argument.Description!);

    private static (string, string) Row(Option option) => (option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}", option.Description!);

    private static string Columns(IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        var width = all.Max(row => row.Left.Length);
        return string.Join('\n', all.Select(row => $"  {row.Left.PadRight(width)}   {row.Right}"));
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
