using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>The files under <c>data</c>, and their readings.</summary>
internal static class DataFile
{
    public static byte[] Bytes(string path) => File.ReadAllBytes(Full(path));

    public static string Text(string path) => File.ReadAllText(Full(path));

    public static FileReading Read(this Dataset dataset, string path, DateTimeOffset? published = null) => dataset.Read(Path.GetFileName(path), Bytes(path), published);

    public static FileReading Read(this Dataset dataset, string file, byte[] bytes, DateTimeOffset? published = null) =>
        new FileReader().Read(dataset, file, bytes, published ?? SomeDataset.Published);

    private static string Full(string path) => Path.Combine(AppContext.BaseDirectory, "data", path);
}
