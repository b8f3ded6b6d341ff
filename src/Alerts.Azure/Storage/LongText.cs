using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>
/// Texts of any length as properties of a row: a property holds 32 Ki characters, a row 1 MiB. A text goes on in further properties
/// (<c>Name</c>, <c>Name1</c>, …), and a very long one to a blob, which <c>NameBlob</c> names.
/// </summary>
internal sealed class LongText(AzureStorage storage)
{
    /// <summary>Characters of a property: 64 KiB, less a few.</summary>
    public const int PropertyLength = 32_000;

    /// <summary>Of a row at most 512 KB, so that other properties fit too, and several such rows in one transaction.</summary>
    private const int MostProperties = 8;

    private const string Container = "texts";

    /// <summary>Sets the property. A blob is written at once, before the row that names it; named by its content, it may be there already.</summary>
    public async Task Set(TableEntity row, string name, string text, CancellationToken cancel)
    {
        if (text.Length > PropertyLength * MostProperties)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var blob = Convert.ToHexStringLower(SHA256.HashData(bytes));
            await (await storage.Container(Container, cancel)).GetBlobClient(blob).UploadAsync(new BinaryData(bytes), overwrite: true, cancel);
            row[$"{name}Blob"] = blob;
            return;
        }
        for (var (at, part) = (0, 0); part == 0 || at < text.Length; part++)
        {
            var length = Math.Min(PropertyLength, text.Length - at);
            if (length > 0 && char.IsHighSurrogate(text[at + length - 1]) && at + length < text.Length) length--;
            row[PropertyName(name, part)] = text.Substring(at, length);
            at += length;
        }
    }

    /// <exception cref="InvalidOperationException">The row has no such text.</exception>
    public async Task<string> Get(TableEntity row, string name, CancellationToken cancel)
    {
        if (row.GetString($"{name}Blob") is { } blob)
            return (await (await storage.Container(Container, cancel)).GetBlobClient(blob).DownloadContentAsync(cancel)).Value.Content.ToString();
        var text = row.GetString(name) ?? throw new InvalidOperationException($"the row {row.PartitionKey} {row.RowKey} has no {name}");
        if (row.GetString(PropertyName(name, 1)) is null) return text;
        var whole = new StringBuilder(text);
        for (var part = 1; row.GetString(PropertyName(name, part)) is { } more; part++) whole.Append(more);
        return whole.ToString();
    }

    /// <summary>The properties that a text may take, for those who select.</summary>
    public static IEnumerable<string> PropertyNames(string name) => Enumerable.Range(0, MostProperties).Select(part => PropertyName(name, part)).Append($"{name}Blob");

    private static string PropertyName(string name, int part) => part == 0 ? name : name + part.ToString(CultureInfo.InvariantCulture);
}
