using Alerts.Core.Datasets;

namespace Alerts.Core.UseCases;

/// <summary>The name of a file that was fetched: the publisher's, where it has one that may be kept.</summary>
public static class SourceFileName
{
    private const int Longest = 100;

    /// <param name="given">As the answer names it; null where it does not.</param>
    public static string Of(Dataset dataset, Source source, SourceRequest request, string? given)
    {
        var own = $"{dataset.Id}.{Ending(dataset.Format)}";
        // What is told of the address holds no secret; its last part is a name where it has an ending.
        var path = Uri.TryCreate(request.Address, UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : "";
        foreach (var name in new[] { given, path })
        {
            var last = Plain((name ?? "").Split('/', '\\')[^1]);
            if (last.Contains('.', StringComparison.Ordinal) && !last.Contains("${", StringComparison.Ordinal) && source.Hide(last) == last) return last;
        }
        return own;
    }

    private static string Ending(string format) => format switch
    {
        "xlsx" or "pink-sheet" => "xlsx",
        "json" or "comtrade" or "us-census" => "json",
        _ => "csv",
    };

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ' or '(' or ')' or '$' or '{' or '}' ? letter : '-')).TrimStart('.', ' ').TrimEnd(' ', '.');
        return plain.Length > Longest ? plain[^Longest..].TrimStart('.', ' ') : plain;
    }
}
