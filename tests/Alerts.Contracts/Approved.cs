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
}
