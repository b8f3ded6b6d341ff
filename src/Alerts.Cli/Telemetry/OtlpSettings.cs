namespace Alerts.Cli.Telemetry;

/// <summary>Whether the environment names a collector, in OpenTelemetry's own variables. Apart from the export, so that nothing of it is loaded where it does not.</summary>
internal static class OtlpSettings
{
    public static bool AreGiven(Func<string, string?> environment) => IsWanted("TRACES", environment) || IsWanted("METRICS", environment);

    /// <param name="signal"><c>TRACES</c> or <c>METRICS</c>.</param>
    public static bool IsWanted(string signal, Func<string, string?> environment) =>
        !string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && environment($"OTEL_{signal}_EXPORTER") is not "none"
        && !(string.IsNullOrEmpty(environment("OTEL_EXPORTER_OTLP_ENDPOINT")) && string.IsNullOrEmpty(environment($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")));
}
