using Alerts.Bench;

// alerts-bench list                         names of the cases
// alerts-bench CASE FOLDER RUNS [--short]   one case in this process: one JSON line
// alerts-bench conditions | table FILE      the machine; the lines of a run as a table
return args switch
{
    ["list"] => Say([.. Cases.All.Select(one => one.Name)]),
    ["conditions"] => Say(Conditions.Json()),
    ["table", var file] => Say([.. Table.Of(File.ReadLines(file))]),
    [var name, var folder, var runs, .. var rest] when Cases.Named(name) is { } found => Say((await found.Run(new Plan(Directory.CreateDirectory(folder).FullName, int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture), rest.Contains("--short")))).Json(found)),
    _ => Wrong(),
};

static int Say(params IReadOnlyList<string> lines)
{
    foreach (var line in lines) Console.WriteLine(line);
    return 0;
}

static int Wrong()
{
    Console.Error.WriteLine("usage: alerts-bench list | conditions | table FILE | CASE FOLDER RUNS [--short]");
    return 2;
}
