using Alerts.Adapters.Sqlite;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Alerts.Cli.Azure;

/// <summary>Tells in a sentence what keeps the command from its storage account, once all retries have failed.</summary>
internal sealed class Refusals : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (AuthenticationFailedException error)
        {
            throw new StoreException($"nobody is logged in who may use the storage account {message.Request.Uri.Host}: {FirstLine(error)}", error);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            throw new StoreException($"the storage account {message.Request.Uri.Host} cannot be reached: {FirstLine(error)}", error);
        }
        if (message.HasResponse && message.Response.Status is 401 or 403) throw StoreException.Lasting($"the storage account {message.Request.Uri.Host} refuses us ({message.Response.Status} {message.Response.ReasonPhrase}): the key is wrong, or the identity has no role");
        if (message.HasResponse && message.Response.Status >= 500) throw new StoreException($"the storage account {message.Request.Uri.Host} cannot answer ({message.Response.Status} {message.Response.ReasonPhrase})");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("the stores wait for nothing in a blocking way");

    private static string FirstLine(Exception error) => (error is AggregateException { InnerException: { } inner } ? inner : error).Message.Split('\n')[0].Trim();
}
