using System.CommandLine;
using System.Security.Cryptography;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts key</c>: keys of the HTTP API. It works beside a run, which knows a new or revoked key at once.</summary>
internal sealed class KeyVerb : Verb
{
    private readonly Argument<string> _action = new("ACTION") { Description = "add, list or revoke" };
    private readonly Argument<string?> _name = new("NAME") { Arity = ArgumentArity.ZeroOrOne, Description = "of the key: lower-case letters, digits, '.' and '-'; who holds it, such as erp" };
    private readonly Option<string[]> _scopes = new("--scope") { HelpName = "SCOPE", Description = "what a new key allows: read, ingest, operate or subscribe; once for each", Arity = ArgumentArity.ZeroOrMore };

    public KeyVerb() : base("key", "adds, lists and revokes keys of the HTTP API")
    {
        Add(_action);
        Add(_name);
        Add(_scopes);
    }

    public override string Usage => "add|list|revoke [NAME] [--scope SCOPE] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts key add erp --scope read --scope ingest --workspace samples/rare-earths", "a key that may read and post; its token is printed once");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        var (name, scopes) = (call.GetValue(_name), call.GetValue(_scopes) ?? []);
        return call.GetValue(_action) switch
        {
            "add" when name is not null => await Add(workspace, name, scopes, screen, cancel),
            "revoke" when name is not null && scopes.Length == 0 => await Revoke(workspace, name, screen, cancel),
            "list" when name is null && scopes.Length == 0 => await List(workspace, screen, cancel),
            _ => Refuse(screen, "usage: alerts key " + Usage),
        };
    }

    private static async Task<int> Add(Workspace workspace, string name, string[] texts, Screen screen, CancellationToken cancel)
    {
        if (!ApiToken.IsName(name)) return Refuse(screen, $"'{name}' is no name of a key: 1 to 40 lower-case letters, digits, '.' and '-'");
        var names = ApiScopes.All.Select(scope => scope.Text()).ToList();
        if (texts.Length == 0) return Refuse(screen, $"what may it do? --scope {string.Join(", --scope ", names)}");
        if (texts.FirstOrDefault(text => !names.Contains(text)) is { } wrong)
            return Refuse(screen, $"there is no scope '{wrong}'{(Nearest.Name(wrong, names) is { } nearest ? $" (nearest: {nearest})" : $": {string.Join(", ", names)}")}");

        var token = ApiToken.Of(name, RandomNumberGenerator.GetBytes(ApiToken.SecretBytes));
        var key = new ApiKey(name, [.. ApiScopes.All.Where(scope => texts.Contains(scope.Text()))], ApiToken.Hash(token), workspace.Local(TimeProvider.System.GetUtcNow()), null);
        using var stores = Composition.StoresBeside(workspace, TimeProvider.System);
        if (!await stores.Keys.AddKey(key, cancel)) return Refuse(screen, $"there is, or was, a key '{name}': another name tells them apart");
        screen.Document(() => JsonText.Object(json => { Write(json, key); json.WriteString("token", token); }));
        screen.Line(token);
        screen.Complain("this token is shown once and kept nowhere: only its hash is");
        return ExitCode.Done;
    }

    private static async Task<int> Revoke(Workspace workspace, string name, Screen screen, CancellationToken cancel)
    {
        using var stores = Composition.StoresBeside(workspace, TimeProvider.System);
        if (!await stores.Keys.RevokeKey(name, workspace.Local(TimeProvider.System.GetUtcNow()), cancel)) return Refuse(screen, $"there is no key '{name}' that is not revoked");
        var key = (await stores.Keys.FindKey(name, cancel))!;
        screen.Document(() => JsonText.Object(json => Write(json, key)));
        screen.Line($"{name} is revoked.");
        return ExitCode.Done;
    }

    private static async Task<int> List(Workspace workspace, Screen screen, CancellationToken cancel)
    {
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var keys = stores is null ? [] : await stores.Keys.Keys(cancel);
        foreach (var key in keys)
        {
            screen.Document(() => JsonText.Object(json => Write(json, key)));
            screen.Line($"{key.Name,-20}  {string.Join(", ", key.Scopes.Select(scope => scope.Text())),-22}  since {Sentences.Instant(workspace.Local(key.Created))}{(key.Revoked is { } revoked ? $", revoked {Sentences.Instant(workspace.Local(revoked))}" : "")}");
        }
        if (keys.Count == 0) screen.Line("There is no key yet.");
        return ExitCode.Done;
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, ApiKey key)
    {
        json.WriteString("type", "key");
        json.WriteString("name", key.Name);
        json.Texts("scopes", key.Scopes.Select(scope => scope.Text()));
        json.Instant("created", key.Created);
        json.Instant("revoked", key.Revoked);
    }

    private static int Refuse(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
