using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Alerts.Cli.Telemetry;

/// <summary>Sends metrics and spans by OTLP, where the environment says so in OpenTelemetry's own variables.</summary>
internal sealed class OtlpExport : IDisposable
{
    // A collector that does not answer must not hold up the end of a run.
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(2);

    private readonly TracerProvider? _spans;
    private readonly MeterProvider? _metrics;

    private OtlpExport(bool spans, bool metrics)
    {
        // The environment comes last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
        var resource = ResourceBuilder.CreateEmpty().AddService("alerts", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version!.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector();
        if (spans) _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Signals.Name).AddOtlpExporter().Build();
        if (metrics) _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Signals.Name).AddOtlpExporter().Build();
    }

    public static OtlpExport Start(Func<string, string?> environment) => new(OtlpSettings.IsWanted("TRACES", environment), OtlpSettings.IsWanted("METRICS", environment));

    public void Dispose()
    {
        Task[] ends = [Task.Run(() => _spans?.Dispose()), Task.Run(() => _metrics?.Dispose())];
        Task.WaitAll(ends, PatienceAtTheEnd);
    }
}
