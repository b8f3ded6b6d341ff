namespace Alerts.Core.Datasets;

/// <summary>How large a table may be before it is not what it claims to be (FORMATS §0).</summary>
public static class TableLimits
{
    /// <summary>Characters of one field.</summary>
    public const int FieldLength = 10_000;

    /// <summary>Bytes of a packed file when it is unpacked.</summary>
    public const long ExpandedBytes = 64L * 1024 * 1024;
}
