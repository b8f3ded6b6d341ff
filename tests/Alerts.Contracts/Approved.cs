using System.Runtime.CompilerServices;

namespace Alerts.Contracts;

/// <summary>Compares what people or other systems read with a file that a person has approved.</summary>
public static class Approved
{
    /// <summary>Compares with <c>approved/NAME</c> beside the calling test, byte for byte, with LF line ends. <c>APPROVE=1</c> writes the file instead.</summary>
    public static void Matches(string actual, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "approved", name);
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        Assert.True(File.Exists(path), $"{path} is not there yet: run with APPROVE=1, and read it");
        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>Compares the part of a page of <c>docs</c> between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end of NAME --&gt;</c>, so that it cannot drift from the code. <c>APPROVE=1</c> writes it instead.</summary>
    public static void MatchesPage(string actual, string page, string name)
    {
        var path = Path.Combine(Repository(), page);
        var text = File.ReadAllText(path);
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->");
        var (from, to) = (text.IndexOf(open, StringComparison.Ordinal) + open.Length, text.IndexOf(close, StringComparison.Ordinal));
        Assert.True(from >= open.Length && to >= from, $"{page} has no part '{name}'");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(path, text[..from] + actual + text[to..]);
        else Assert.Equal(text[from..to], actual);
    }

    /// <summary>Compares a whole file of the repository, so that it cannot drift from the code. <c>APPROVE=1</c> writes it instead.</summary>
    public static void MatchesFile(string actual, string file)
    {
        var path = Path.Combine(Repository(), file);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }
        Assert.True(File.Exists(path), $"{file} is not there yet: run with APPROVE=1, and read it");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The folder of the solution that the tests were built from.</summary>
    public static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Alerts.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }
}
