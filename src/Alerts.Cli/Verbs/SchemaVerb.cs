using System.CommandLine;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Arguments;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts schema</c>: the JSON Schema of a kind of file, or all of them into a folder.</summary>
internal sealed class SchemaVerb : Verb
{
    private readonly Argument<string?> _kind = new("KIND") { Arity = ArgumentArity.ZeroOrOne, Description = string.Join(", ", JsonSchemas.Kinds) };
    private readonly Option<string?> _into = new("--into") { HelpName = "DIR", Description = "writes KIND.json, or all of them, into this folder" };

    public SchemaVerb() : base("schema", "JSON Schemas of the YAML files, for editors that complete and explain keys")
    {
        Add(_kind);
        Add(_into);
    }

    public override string Usage => "[KIND] [--into DIR]";

    public override (string Call, string Says) Example => ("alerts schema --into .schemas", "where `# yaml-language-server: $schema=../.schemas/rules.json` finds them");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var (kind, into) = (call.GetValue(_kind), call.GetValue(_into));
        if (kind is not null && !JsonSchemas.Kinds.Contains(kind))
        {
            var nearest = Nearest.Name(kind, JsonSchemas.Kinds);
            screen.Complain($"there is no kind of file '{kind}'{(nearest is null ? "" : $" (nearest: {nearest})")}; kinds: {string.Join(", ", JsonSchemas.Kinds)}");
            return ExitCode.WrongCall;
        }
        if (into is null)
        {
            if (kind is not null) return screen.Answer(JsonSchemas.Of(kind));
            foreach (var one in JsonSchemas.Kinds) screen.Line(one);
            screen.Document(() => JsonText.Object(json => json.Texts("kinds", JsonSchemas.Kinds)));
            return ExitCode.Done;
        }
        Directory.CreateDirectory(into);
        foreach (var one in kind is null ? JsonSchemas.Kinds : [kind])
        {
            var path = Path.Combine(into, $"{one}.json");
            await File.WriteAllTextAsync(path, JsonSchemas.Of(one), cancel);
            screen.Line(path);
        }
        return ExitCode.Done;
    }
}
