using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Alerts.AcceptanceTests;

/// <summary>The `alerts` command as its users start it: a process of its own, in a folder of its own.</summary>
internal sealed class AlertsCommand : IDisposable
{
    private static readonly string[] Built = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Alerts.Cli.dll")];

    // As it is published, where ALERTS_COMMAND tells its path: what is tested is what ships, and it starts in a fraction of the time.
    private static readonly string[] Program = Environment.GetEnvironmentVariable("ALERTS_COMMAND") is { Length: > 0 } published ? [published] : Built;

    static AlertsCommand() => CtrlC.IsHeard();

    public string Folder { get; } = Directory.CreateTempSubdirectory("alerts-").FullName;

    public static string Data(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);

    /// <summary>A copy of the sample workspace.</summary>
    public static AlertsCommand OnSample()
    {
        var command = new AlertsCommand();
        Copy(Path.Combine(AppContext.BaseDirectory, "samples", "rare-earths"), command.Folder);
        return command;
    }

    /// <summary>Variables that its processes have besides those of the test.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string In(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text)
    {
        var path = In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The first column of a query of the store.</summary>
    public List<string> Ask(string sql)
    {
        using var connection = Store("ReadOnly");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>Changes the store behind the product's back.</summary>
    public void Change(string sql)
    {
        using var connection = Store("ReadWrite");
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public Answer Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    /// <summary>A process that is still at work, in the folder; its environment lacks what tests set for themselves.</summary>
    public Process Start(params string[] arguments) => Start(Program, arguments);

    /// <summary>The same of the program as it was built, also where a published one is tested.</summary>
    public Process StartAsBuilt(params string[] arguments) => Start(Built, arguments);

    /// <summary>The same, with all that it says collected.</summary>
    public RunningCommand Running(params string[] arguments) => new(Start(arguments));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Start(string[] program, string[] arguments)
    {
        var start = new ProcessStartInfo(program[0], program[1..]) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private SqliteConnection Store(string mode)
    {
        var connection = new SqliteConnection($"Data Source={In(".alerts/alerts.db")};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

/// <summary>What a call came to.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output of a call with <c>--json</c>: one document a line.</summary>
    public IReadOnlyList<JsonElement> Documents => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public IReadOnlyList<JsonElement> OfType(string type) => [.. Documents.Where(document => document.GetProperty("type").GetString()!.StartsWith(type, StringComparison.Ordinal))];
}
