using System.Buffers;
using System.Text;
using Alerts.Core.Datasets;
using CsvHelper;

namespace Alerts.Adapters.Formats;

/// <summary>The rows of a text file by RFC 4180. Lines end with LF, CR LF or CR; empty ones are left out.</summary>
internal sealed class CsvRows : ITableRows, IDisposable
{
    private readonly char _delimiter;
    private readonly CsvReader _reader;
    private readonly HashSet<long> _misquoted = [];
    private char[] _chars = new char[1024];
    private int _used;

    /// <param name="utf8">Valid UTF-8 without a byte order mark. As a stream, for of bytes in memory the reader makes a copy.</param>
    public CsvRows(Stream utf8, char delimiter)
    {
        _delimiter = delimiter;
        _reader = CsvReader.Create(utf8, Options());
    }

    public int Line => (int)_reader.LineNumber;

    public int FieldCount => _reader.FieldCount;

    public int LengthBound => _reader.RawRecord.Length;

    public bool IsMisquoted => _misquoted.Count > 0 && _misquoted.Contains(_reader.LineNumber);

    public int? OpenQuoteLine { get; private set; }

    public bool Next()
    {
        _used = 0;
        return _reader.Read();
    }

    // UTF-8 never has fewer bytes than UTF-16 has characters. A larger buffer leaves the spans handed out to the old one.
    public ReadOnlySpan<char> Field(int index)
    {
        var bytes = _reader.GetSpan(index);
        if (_chars.Length - _used < bytes.Length)
        {
            _chars = new char[Math.Max(_chars.Length * 2, bytes.Length)];
            _used = 0;
        }
        if (Ascii.ToUtf16(bytes, _chars.AsSpan(_used), out var length) != OperationStatus.Done) length = Encoding.UTF8.GetChars(bytes, _chars.AsSpan(_used));
        var field = _chars.AsSpan(_used, length);
        _used += length;
        return field;
    }

    public void Dispose() => _reader.Dispose();

    private CsvReaderOptions Options() => new()
    {
        Separator = _delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        OnMalformedRecord = Note,
    };

    // A quote inside an unquoted field is text: 5" pipe.
    private void Note(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote) OpenQuoteLine = (int)record.LineNumber + LinesBeforeOpenQuote(record.RawRecord);
        if (record.Reason == CsvMalformedReason.TextAfterClosingQuote) _misquoted.Add(record.LineNumber);
    }

    // The record may begin lines earlier, with a field that is closed.
    private int LinesBeforeOpenQuote(string record)
    {
        int lines = 0, opened = 0;
        var isQuoted = false;
        for (var at = 0; at < record.Length; at++)
        {
            if (record[at] == '\n' || (record[at] == '\r' && (at + 1 == record.Length || record[at + 1] != '\n'))) lines++;
            if (record[at] != '"') continue;
            if (!isQuoted && at > 0 && record[at - 1] != _delimiter && record[at - 1] != '"') continue;
            isQuoted = !isQuoted;
            if (isQuoted && (at == 0 || record[at - 1] == _delimiter)) opened = lines;
        }
        return opened;
    }
}
