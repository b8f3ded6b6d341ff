using Azure.Core;
using Azure.Core.Pipeline;

namespace Alerts.Azure.Tests.Storage;

/// <summary>Counts the requests of clients, and loses one of them where it is told to.</summary>
internal sealed class Requests : HttpPipelinePolicy
{
    private int _count;
    private (int Number, bool Arrives)? _lost;
    private (int Number, Func<Task> Does, TaskCompletionSource Done)? _before;

    public int Count => _count;

    public void Configure(ClientOptions options)
    {
        options.Retry.MaxRetries = 0;
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
    }

    /// <summary>Counts from zero again.</summary>
    public void Restart() => (_count, _lost) = (0, null);

    /// <summary>Loses a request, counted from 1: it does not arrive, or its answer does not.</summary>
    public void Lose(int number, bool arrives) => (_count, _lost) = (0, (number, arrives));

    /// <summary>Does something before a request, counted from 1.</summary>
    /// <returns>When it is done.</returns>
    public Task Before(int number, Func<Task> does)
    {
        _before = (number, does, new());
        return _before.Value.Done.Task;
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = Interlocked.Increment(ref _count);
        if (number == _before?.Number)
        {
            await _before.Value.Does();
            _before.Value.Done.SetResult();
        }
        var isLost = number == _lost?.Number;
        if (!isLost || _lost!.Value.Arrives) await ProcessNextAsync(message, pipeline);
        if (isLost) throw new LostException();
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("the stores wait for nothing in a blocking way");
}

internal sealed class LostException() : Exception("lost on its way");
