using System.Text;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>A span as a collector gets it.</summary>
/// <param name="Trace">32 hex digits.</param>
/// <param name="Parent">16 hex digits.</param>
internal sealed record ReceivedSpan(string Trace, string Parent, string Name);

/// <summary>An OTLP receiver on loopback: takes what comes, over HTTP, as protobuf.</summary>
internal sealed class Collector : IDisposable
{
    private readonly RecordingServer _server = new(200);

    public string Endpoint => $"http://127.0.0.1:{_server.Port}";

    public IReadOnlyList<ReceivedSpan> Spans => [.. Bodies("/v1/traces").SelectMany(Read)];

    /// <summary>All that came, as text: names and values of attributes show in it.</summary>
    public string Text => string.Concat(_server.Requests.Select(request => Encoding.Latin1.GetString(request.Body)));

    public string Metrics => string.Concat(Bodies("/v1/metrics").Select(Encoding.Latin1.GetString));

    /// <summary>Lets the processes of a command send to it.</summary>
    public void Serve(AlertsCommand alerts)
    {
        alerts.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint;
        alerts.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        alerts.Variables["OTEL_SERVICE_NAME"] = "desk-alerts";
    }

    public void Dispose() => _server.Dispose();

    private IEnumerable<byte[]> Bodies(string path) => _server.Requests.Where(request => request.Path == path).Select(request => request.Body);

    // ExportTraceServiceRequest: resource_spans 1, of it scope_spans 2, of it spans 2, of it trace_id 1, parent_span_id 4, name 5.
    private static IEnumerable<ReceivedSpan> Read(byte[] body) =>
        from resource in Fields(body, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new ReceivedSpan(Hex(span, 1), Hex(span, 4), Encoding.UTF8.GetString(Fields(span, 5).Single()));

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Fields(message, field).Single());

    private static List<byte[]> Fields(byte[] message, int wanted)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var key = Number(message, ref at);
            switch (key & 7)
            {
                case 0: Number(message, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                case 2:
                    var length = (int)Number(message, ref at);
                    if (key >> 3 == wanted) found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                default: throw new InvalidDataException($"wire type {key & 7}");
            }
        }
        return found;
    }

    private static long Number(byte[] message, ref int at)
    {
        var number = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            number |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return number;
        }
    }
}
