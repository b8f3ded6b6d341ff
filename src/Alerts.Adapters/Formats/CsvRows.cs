using System.Text;
using Alerts.Core.Datasets;
using CsvHelper;

namespace Alerts.Adapters.Formats;

/// <summary>The rows of a text file by RFC 4180. Lines end with LF, CR LF or CR; empty ones are left out.</summary>
internal sealed class CsvRows : ITableRows, IDisposable
{
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly CsvReader _reader;
    private readonly HashSet<long> _misquoted = [];
    private char[] _chars = new char[1024];
    private int _used;

    /// <param name="utf8">Valid UTF-8 without a byte order mark.</param>
    public CsvRows(ReadOnlyMemory<byte> utf8, char delimiter)
    {
        _utf8 = utf8;
        _reader = CsvReader.Create(utf8, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = Note,
        });
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
        var length = Encoding.UTF8.GetChars(bytes, _chars.AsSpan(_used));
        var field = _chars.AsSpan(_used, length);
        _used += length;
        return field;
    }

    public void Dispose() => _reader.Dispose();

    // A quote inside an unquoted field is text: 5" pipe.
    private void Note(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote) OpenQuoteLine = LineAt(record.ByteOffset);
        if (record.Reason == CsvMalformedReason.TextAfterClosingQuote) _misquoted.Add(record.LineNumber);
    }

    private int LineAt(long offset)
    {
        var before = _utf8.Span[..(int)offset];
        return 1 + before.Count((byte)'\n') + before.Count((byte)'\r') - before.Count("\r\n"u8);
    }
}
