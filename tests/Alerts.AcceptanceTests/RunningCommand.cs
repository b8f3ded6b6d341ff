using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Alerts.AcceptanceTests;

/// <summary>A command that was started and goes on; ended by its own id.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public RunningCommand(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Output => Text(_output);

    public string Error => Text(_error);

    /// <summary>Looks again and again until it is so; fails after a minute with what the process said.</summary>
    public void Until(Func<bool> isSo, string what)
    {
        for (var since = Stopwatch.StartNew(); !isSo(); Thread.Sleep(Look))
            Assert.True(since.Elapsed < Patience && !_process.HasExited, $"{what}: not so{(_process.HasExited ? $", and it ended with {_process.ExitCode}" : "")}\n{Output}\n{Error}");
    }

    /// <summary>SIGTERM, and what it came to.</summary>
    public Answer Terminate() => Signal("TERM");

    /// <summary>SIGINT: Ctrl-C.</summary>
    public Answer Interrupt() => Signal("INT");

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private Answer Signal(string name)
    {
        using (var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        Assert.True(_process.WaitForExit(Patience), $"it does not end on SIG{name}\n{Output}\n{Error}");
        _process.WaitForExit();
        return new(_process.ExitCode, Output, Error);
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
