using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Alerts.Cli.Output.InOrder;

/// <summary>Runs in a temporary file, which nobody else sees and which ends with the process.</summary>
internal sealed class SpilledRuns : IDisposable
{
    private readonly FileStream _file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);

    /// <summary>Writes a run that is in order, and empties it.</summary>
    public EventSource Write(EventRun run)
    {
        var from = _file.Position;
        for (var at = 0; at < run.Count; at++)
        {
            var told = run.Told(at);
            var head = new Head(run.Place(at), told.Length);
            _file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Head>(in head)));
            _file.Write(told);
        }
        _file.Flush();
        run.Clear();
        return new SpilledRun(_file.SafeFileHandle, from, _file.Position);
    }

    public void Dispose() => _file.Dispose();

    private readonly struct Head(EventPlace place, int length)
    {
        public readonly EventPlace Place = place;
        public readonly int Length = length;
    }

    private sealed class SpilledRun(SafeFileHandle file, long from, long end) : EventSource
    {
        private const int BytesAtOnce = 32 * 1024;

        private long _next = from;
        private byte[] _bytes = [];
        private int _read;
        private int _at;
        private Head _head;

        public override ref readonly EventPlace Place => ref _head.Place;

        public override ReadOnlySpan<byte> Told => new(_bytes, _at - _head.Length, _head.Length);

        public override bool Next()
        {
            if (_at == _read && _next == end) return false;
            Have(Unsafe.SizeOf<Head>());
            _head = MemoryMarshal.Read<Head>(_bytes.AsSpan(_at));
            _at += Unsafe.SizeOf<Head>();
            Have(_head.Length);
            _at += _head.Length;
            return true;
        }

        private void Have(int length)
        {
            if (_read - _at >= length) return;
            var bytes = _bytes.Length >= length && _bytes.Length > 0 ? _bytes : new byte[Math.Max(length, BytesAtOnce)];
            Buffer.BlockCopy(_bytes, _at, bytes, 0, _read - _at);
            (_bytes, _read, _at) = (bytes, _read - _at, 0);
            while (_read < length)
            {
                var read = RandomAccess.Read(file, _bytes.AsSpan(_read, (int)Math.Min(_bytes.Length - _read, end - _next)), _next);
                if (read == 0) throw new EndOfStreamException("a temporary file has been cut");
                (_read, _next) = (_read + read, _next + read);
            }
        }
    }
}
