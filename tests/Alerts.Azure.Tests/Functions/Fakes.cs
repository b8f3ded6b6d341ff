using Alerts.Azure.Files;
using Alerts.Azure.Storage;
using Alerts.Azure.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Azure.Tests.Functions;

/// <summary>An inbox in memory.</summary>
internal sealed class FakeInbox : IInbox
{
    private readonly Dictionary<string, (InboxBlob File, byte[]? Bytes)> _files = new(StringComparer.Ordinal);

    public List<string> Reads { get; } = [];

    /// <summary>Files that the storage does not give out.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    public void Put(string name, byte[]? bytes, DateTimeOffset written) => _files[name] = (new(name, $"{written.Ticks}", written), bytes);

    public Task<IReadOnlyList<InboxBlob>> List(CancellationToken cancel) => Task.FromResult<IReadOnlyList<InboxBlob>>([.. _files.Values.Select(file => file.File)]);

    public Task<byte[]?> Read(string name, CancellationToken cancel)
    {
        Reads.Add(name);
        if (Broken.Contains(name)) throw new IOException("the storage does not give it out");
        return Task.FromResult(_files.GetValueOrDefault(name).Bytes);
    }
}

/// <summary>An app's state in memory.</summary>
internal sealed class FakeState : IAppState
{
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Another instance has every turn.</summary>
    public bool IsTaken { get; set; }

    public Task<byte[]?> Read(string name, CancellationToken cancel) => Task.FromResult(_kept.GetValueOrDefault(name));

    public Task Write(string name, byte[] bytes, CancellationToken cancel)
    {
        _kept[name] = bytes;
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable?> Take(string turn, CancellationToken cancel) => Task.FromResult<IAsyncDisposable?>(!IsTaken && _taken.Add(turn) ? new Turn(this, turn) : null);

    private sealed class Turn(FakeState state, string turn) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            state._taken.Remove(turn);
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>A workspace in a folder that a test changes.</summary>
internal sealed class FakeWorkspaceFiles(string folder) : IWorkspaceFiles
{
    public int Number { get; private set; }

    public void Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        Number++;
    }

    public Task<string> Version(CancellationToken cancel) => Task.FromResult($"{Number}");

    public Task<string> Folder(CancellationToken cancel) => Task.FromResult(folder);
}

/// <summary>Work of the store in memory, as messages tell of it.</summary>
internal sealed class FakeMessages(IWorkQueue queue, TimeProvider clock) : IWorkMessages
{
    public AlertEvent? Event(WorkMessage message) => null;

    public void Know(WorkMessage message)
    {
        if (message.About is not null) throw new NotSupportedException("the store in memory carries nothing");
    }

    public async Task Done(WorkKind kind, string key, CancellationToken cancel)
    {
        if (await queue.Next(DateTimeOffset.MaxValue, cancel) is { } item && item.Kind == kind && item.Key == key) await queue.Done(item, cancel);
    }

    public async Task<int> WakeDue(CancellationToken cancel) => await queue.Next(clock.GetUtcNow(), cancel) is null ? 0 : 1;
}

/// <summary>A channel that keeps what it is given, and answers as told.</summary>
internal sealed class FakeChannel : IChannel
{
    public List<Notification> Sent { get; } = [];

    public Answer Answer { get; set; } = new(Outcome.Accepted, "taken");

    public Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        Sent.Add(notification);
        return Task.FromResult(Answer);
    }
}

/// <summary>What was logged, as <c>EventName: message</c>.</summary>
internal sealed class FakeLog : ILoggerProvider, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add($"{eventId.Name}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}

/// <summary>Publishers that answer what a test says, to whoever asks.</summary>
internal sealed class FakePublishers : IFileSource
{
    public SourceAnswer Says { get; set; } = new(404, default);

    public List<SourceQuestion> Asked { get; } = [];

    public Task<SourceAnswer> Ask(SourceQuestion question, CancellationToken cancel)
    {
        Asked.Add(question);
        return Task.FromResult(Says);
    }
}
