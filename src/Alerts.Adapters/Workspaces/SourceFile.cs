namespace Alerts.Adapters.Workspaces;

/// <summary>Reads one file of a workspace into text that YAML may hold.</summary>
internal static class SourceFile
{
    private const int LargestFile = 4 * 1024 * 1024;

    /// <param name="file">Relative to the workspace.</param>
    /// <returns>Null where it cannot be read; then the mistakes say why.</returns>
    public static SourceText? Read(string folder, string file, Mistakes mistakes)
    {
        byte[] bytes;
        try
        {
            var path = Path.Combine(folder, file);
            if (new FileInfo(path).Length > LargestFile) return Refused(mistakes, new(file, 1, 1, true, "too-large", $"the file is larger than {LargestFile / 1024 / 1024} MB"));
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refused(mistakes, new(file, 1, 1, true, "unreadable", $"the file cannot be read: {error.Message}"));
        }
        if (SourceText.Of(bytes, out var wrong) is not { } source) return Refused(mistakes, new(file, wrong.Line, wrong.Column, true, "wrong-encoding", "the file is not UTF-8", "a file saved as UTF-8"));

        // The YAML reader would take a NUL for the end, and pass over what follows.
        var control = IndexOfControl(source.Text);
        if (control < 0) return source;
        var (line, column) = source.PlaceOf(control);
        return Refused(mistakes, new(file, line, column, true, "control-character", "the file holds a control character"));
    }

    private static int IndexOfControl(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (char.IsControl(text[at]) && text[at] is not ('\t' or '\n' or '\r' or '\u0085')) return at;
        return -1;
    }

    private static SourceText? Refused(Mistakes mistakes, Mistake mistake)
    {
        mistakes.Add(mistake);
        return null;
    }
}
