namespace Alerts.Core.Datasets;

/// <summary>Why a JSON file is refused as a whole.</summary>
public static class JsonFaults
{
    public static FileReading Invalid(string file, string what) => Rejection.Of("json-invalid", file, null, null, $"the file is no whole JSON: {what}", "file refused, fetch it again");

    public static FileReading Shape(string file, string what) => Rejection.Of("json-shape", file, null, null, what, "file refused, look whether it belongs to another dataset");

    /// <summary>An answer that says why there is no data.</summary>
    public static FileReading ApiError(string file, string text) => Rejection.Of("api-error", file, null, null, $"the file is an error of the publisher's service: {ReadingMessage.Shown(text)}", "file refused, fetch it again later or correct the query");
}
