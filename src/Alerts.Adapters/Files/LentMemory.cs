using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Alerts.Adapters.Files;

/// <summary>
/// A file that nobody else can change, as memory. Who reads it from front to back hands back what lies behind (<see cref="FrontToBack"/>), so that a long file
/// never counts as memory of this process as a whole; touched again, it comes back from where the system keeps it.
/// </summary>
internal sealed unsafe class LentMemory : MemoryManager<byte>
{
    private const int NotNeeded = 4;

    private readonly MemoryMappedFile _mapped;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;
    private bool _isDisposed;

    /// <param name="file">Not empty, below 2 GB; closed with this.</param>
    public LentMemory(FileStream file)
    {
        _length = checked((int)file.Length);
        _mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _mapped.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, default, this);

    public override void Unpin()
    {
        // It never moves.
    }

    /// <summary>Gives back what was read. Where the system has no such call, it takes memory back when it is short of it.</summary>
    public void HandBack()
    {
        if (!_isDisposed && (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())) _ = Advise(_start, (nuint)_length, NotNeeded);
    }

    protected override void Dispose(bool disposing)
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapped.Dispose();
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(byte* start, nuint length, int advice);
}
