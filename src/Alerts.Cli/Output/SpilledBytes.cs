namespace Alerts.Cli.Output;

/// <summary>Bytes to be read again at any place: in memory, and from a size on in a temporary file, which nobody else sees and which ends with the process.</summary>
internal sealed class SpilledBytes : IDisposable
{
    private const int MostInMemory = 16 * 1024 * 1024;

    private byte[] _bytes = new byte[64 * 1024];
    private byte[] _read = [];
    private FileStream? _file;
    private long _length;

    /// <returns>Where they begin.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var from = _length;
        if (_file is null && from + bytes.Length > MostInMemory) Spill();
        if (_file is not null) _file.Write(bytes);
        else
        {
            if (from + bytes.Length > _bytes.Length) Array.Resize(ref _bytes, (int)Math.Max(2L * _bytes.Length, from + bytes.Length));
            bytes.CopyTo(_bytes.AsSpan((int)from));
        }
        _length += bytes.Length;
        return from;
    }

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Read(long from, int length)
    {
        if (_file is null) return _bytes.AsSpan((int)from, length);
        if (_read.Length < length) _read = new byte[Math.Max(length, 4096)];
        _file.Flush();
        for (var at = 0; at < length;)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, _read.AsSpan(at, length - at), from + at);
            if (read == 0) throw new EndOfStreamException($"the temporary file {_file.Name} has been cut");
            at += read;
        }
        return _read.AsSpan(0, length);
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        _file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _file.Write(_bytes, 0, (int)_length);
        _bytes = [];
    }
}
