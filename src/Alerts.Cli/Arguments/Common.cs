using System.CommandLine;

namespace Alerts.Cli.Arguments;

/// <summary>Arguments and options that several verbs take.</summary>
internal static class Common
{
    public static readonly Option<string?> Workspace = new("--workspace") { HelpName = "DIR", Description = "the workspace, named as an option", Recursive = true };

    public static readonly Option<bool> Json = new("--json") { Description = "one JSON document a line on standard output, all else on standard error", Recursive = true };

    public static readonly Option<bool> Help = new("--help", "-h", "-?") { Description = "shows this", Recursive = true };

    /// <summary>Whether an option without a value is there. Asked for as an object, for what the library does with truth values is compiled when the program runs.</summary>
    public static bool Has(ParseResult call, Option<bool> option) => call.GetResult(option)?.GetValueOrDefault<object>() is true;

    public static Argument<string?> WorkspaceArgument() => new("WORKSPACE") { Arity = ArgumentArity.ZeroOrOne, Description = "a folder with alerts.yaml; default: the current folder" };

    public static Option<string?> Published() => new("--published") { HelpName = "INSTANT", Description = "when the files were published: a date, or ISO 8601 with offset; default: as a file's name says, else now" };
}
