namespace Alerts.Core.Datasets.Recognition;

/// <summary>The rows of a sample once more, for a reader.</summary>
internal sealed class SampleRows(TableSample sample) : ITableRows
{
    private int _at = -1;

    public int Line => _at < 0 ? 0 : sample.Rows[_at].Line;

    public int FieldCount => sample.Rows[_at].Cells.Count;

    public int LengthBound => sample.Rows[_at].Cells.Count == 0 ? 0 : sample.Rows[_at].Cells.Max(cell => cell.Text.Length);

    public bool IsMisquoted => false;

    public int? OpenQuoteLine => null;

    public bool Next()
    {
        if (_at + 1 >= sample.Rows.Count) return false;
        _at++;
        return true;
    }

    public ReadOnlySpan<char> Field(int index) => sample.Rows[_at].Cells[index].Text;
}
