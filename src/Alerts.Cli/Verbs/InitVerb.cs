using System.CommandLine;
using System.Reflection;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts init</c>: a small workspace to start from.</summary>
internal sealed class InitVerb : Verb
{
    private const string Prefix = "Template/";

    private readonly Argument<string> _folder = new("DIR") { Description = "a folder; made where it is not there" };

    public InitVerb() : base("init", "a small workspace to start from") => Add(_folder);

    public override string Usage => "DIR";

    public override (string Call, string Says) Example => ("alerts init my-desk", "then put files into my-desk/inbox and run");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var folder = call.GetValue(_folder)!;
        var files = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Path: Path.Combine(folder, name[Prefix.Length..]))).ToList();
        var there = files.Where(file => File.Exists(file.Path)).Select(file => file.Path).ToList();
        if (there.Count > 0)
        {
            screen.Complain($"nothing was written: {Sentences.List(there)} {(there.Count == 1 ? "is" : "are")} there already");
            return ExitCode.WrongCall;
        }
        try
        {
            foreach (var (name, path) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                await using var template = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
                await using var file = new FileStream(path, FileMode.CreateNew);
                await template.CopyToAsync(file, cancel);
            }
            Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"the workspace could not be written: {error.Message}");
            return ExitCode.Failed;
        }
        foreach (var (_, path) in files)
        {
            screen.Document(() => Json.Object(json => { json.WriteString("type", "file.written"); json.WriteString("file", path); }));
            screen.Line($"written  {path}");
        }
        Opening.Tell(Opening.Load(folder), screen);
        screen.Line("");
        screen.Line($"Next: say in {Path.Combine(folder, "datasets")} how your files look, put one into {Path.Combine(folder, "inbox")}, then");
        screen.Line($"  alerts check {folder}");
        screen.Line($"  alerts run {folder} --once");
        return ExitCode.Done;
    }
}
