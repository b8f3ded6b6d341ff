using System.Net;

namespace Alerts.Azure.SendGrid;

/// <summary>Sees whether a request was handed to a connection: before that, nothing can have arrived.</summary>
/// <param name="connections">They outlive the request.</param>
internal sealed class SentHandler(HttpMessageInvoker connections) : HttpMessageHandler
{
    public bool HasLeft { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content) request.Content = new Watched(content, () => HasLeft = true);
        return connections.SendAsync(request, cancellationToken);
    }

    private sealed class Watched : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Action _leaves;

        public Watched(HttpContent content, Action leaves)
        {
            _content = content;
            _leaves = leaves;
            foreach (var header in content.Headers) Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _leaves();
            return _content.CopyToAsync(stream, context);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }
    }
}
