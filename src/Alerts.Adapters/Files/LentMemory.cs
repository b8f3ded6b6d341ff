using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Alerts.Adapters.Files;

/// <summary>
/// A file that nobody else can change, as memory. What was read of it is handed back every few milliseconds, so that a long file never counts as memory of
/// this process as a whole; touched again, it comes back from where the system keeps it.
/// </summary>
internal sealed unsafe class LentMemory : MemoryManager<byte>
{
    private const int NotNeeded = 4;
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly MemoryMappedFile _mapped;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;
    private readonly Timer _timer;
    private bool _isDisposed;

    /// <param name="file">Not empty, below 2 GB; closed with this.</param>
    public LentMemory(FileStream file)
    {
        _length = checked((int)file.Length);
        _mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _timer = new Timer(_ => HandBack(), null, Often, Often);
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, default, this);

    public override void Unpin()
    {
        // It never moves.
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _timer.Dispose();
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _mapped.Dispose();
        }
    }

    /// <summary>Gives back what was read. Where the system has no such call, it takes memory back when it is short of it.</summary>
    internal void HandBack()
    {
        lock (_lock)
        {
            if (!_isDisposed && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) _ = Advise(_start, (nuint)_length, NotNeeded);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(byte* start, nuint length, int advice);
}
