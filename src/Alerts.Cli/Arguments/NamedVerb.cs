namespace Alerts.Cli.Arguments;

/// <summary>A verb that is made where a call needs it.</summary>
internal sealed record NamedVerb(string Name, Func<Verb> Make)
{
    /// <returns>The verb with which a call begins; all of them where it begins otherwise, or is about all.</returns>
    public static Verb[] For(string[] args, IReadOnlyList<NamedVerb> all)
    {
        foreach (var verb in all)
            if (args.Length > 0 && args[0] == verb.Name) return [verb.Make()];
        return [.. all.Select(verb => verb.Make())];
    }
}
