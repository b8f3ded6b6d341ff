using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>
/// The values of one series in a file, in the order in which they were added, as differences from the one before: mostly five to seven bytes
/// each. Exact: any decimal comes back with all its digits and zeros.
/// </summary>
/// <param name="unit">Of every value.</param>
internal sealed class PackedValues(string series, Unit unit)
{
    private const int FirstPart = 64;
    private const int LongestPart = 4_096;

    // Flags, the place, the line, the period and the four numbers of a decimal.
    private const int LongestValue = 48;

    // What follows the flags; their lower bits are the decimal places.
    private const byte LineWithPlace = 0x20;
    private const byte NextPeriod = 0x40;
    private const byte Wide = 0x80;
    private const byte Places = 0x1F;

    private const long OneDay = 1 << KindBits;
    private const int KindBits = 2;
    private const int MonthBits = 17;

    private readonly List<byte[]> _parts = [];
    private int _used;
    private State _last;

    public string Series => series;

    public Unit Unit => unit;

    public int Count { get; private set; }

    public Period First { get; private set; }

    public Period Last { get; private set; }

    /// <summary>Each lies after the one before, as nearly always.</summary>
    public bool IsInOrder { get; private set; } = true;

    /// <summary>A period lay neither before nor after all others, so that it may be one of them.</summary>
    public bool MayRepeat { get; private set; }

    /// <param name="place">Among all values of the file; each higher than the one before.</param>
    /// <param name="line">0 where it stands on none.</param>
    public void Add(int place, Period period, decimal value, int line)
    {
        Extend(period);
        if (_parts.Count == 0 || _parts[^1].Length - _used < LongestValue)
        {
            _parts.Add(new byte[_parts.Count == 0 ? FirstPart : Math.Min(LongestPart, _parts[^1].Length * 2)]);
            _used = 0;
        }
        var next = new State(place, line, Packed(period), PackedNumber.Mantissa(value, out var isWide));
        var flags = (byte)(value.Scale | (isWide ? Wide : 0) | (next.Line - _last.Line == next.Place - _last.Place ? LineWithPlace : 0) | (next.Period - _last.Period == OneDay ? NextPeriod : 0));
        var part = _parts[^1];
        part[_used++] = flags;
        PackedNumber.Write(part, ref _used, next.Place - _last.Place);
        if ((flags & LineWithPlace) == 0) PackedNumber.Write(part, ref _used, next.Line - _last.Line);
        if ((flags & NextPeriod) == 0) PackedNumber.Write(part, ref _used, next.Period - _last.Period);
        if (isWide) PackedNumber.WriteWide(part, ref _used, value);
        else PackedNumber.Write(part, ref _used, next.Mantissa - _last.Mantissa);
        _last = isWide ? next with { Mantissa = _last.Mantissa } : next;
        Count++;
    }

    /// <returns>A reader before the first value.</returns>
    public Cursor Read() => new(this);

    private void Extend(Period period)
    {
        if (Count == 0)
        {
            (First, Last) = (period, period);
        }
        else if (period.CompareTo(Last) > 0)
        {
            Last = period;
        }
        else
        {
            IsInOrder = false;
            if (period.CompareTo(First) < 0) First = period;
            else MayRepeat = true;
        }
    }

    private static long Packed(Period period) => period.Kind switch
    {
        PeriodKind.Day => (long)period.Last.DayNumber << KindBits,
        PeriodKind.Month => ((long)period.LastMonth << KindBits) | 1,
        _ => ((((long)period.LastMonth << MonthBits) | (uint)period.MonthCount) << KindBits) | 2,
    };

    private static Period Unpacked(long packed)
    {
        var rest = packed >> KindBits;
        var (last, count) = (packed & 3) == 1 ? ((int)rest, 1) : ((int)(rest >> MonthBits), (int)(rest & ((1 << MonthBits) - 1)));
        return (packed & 3) == 0 ? Period.Day(DateOnly.FromDayNumber((int)rest)) : Period.Months(last - count + 1, last);
    }

    private readonly record struct State(int Place, int Line, long Period, long Mantissa);

    /// <summary>Goes through the values in the order in which they were added.</summary>
    internal sealed class Cursor(PackedValues values)
    {
        private int _left = values.Count;
        private int _part;
        private int _at;
        private State _now;

        /// <summary>Where the value stands among all of the file.</summary>
        public int Place => _now.Place;

        public ReadValue Value { get; private set; }

        /// <returns>False when there is no further one.</returns>
        public bool Next()
        {
            if (_left-- <= 0) return false;
            if (values._parts[_part].Length - _at < LongestValue) (_part, _at) = (_part + 1, 0);
            var part = values._parts[_part];
            var flags = part[_at++];
            var place = _now.Place + (int)PackedNumber.Read(part, ref _at);
            var line = (flags & LineWithPlace) != 0 ? _now.Line + place - _now.Place : _now.Line + (int)PackedNumber.Read(part, ref _at);
            var period = _now.Period + ((flags & NextPeriod) != 0 ? OneDay : PackedNumber.Read(part, ref _at));
            var isWide = (flags & Wide) != 0;
            var mantissa = _now.Mantissa + (isWide ? 0 : PackedNumber.Read(part, ref _at));
            var amount = isWide ? PackedNumber.ReadWide(part, ref _at) : PackedNumber.Decimal(mantissa, (byte)(flags & Places));
            _now = new(place, line, period, mantissa);
            Value = new(values.Series, Unpacked(period), amount, values.Unit, line == 0 ? [] : [line]);
            return true;
        }
    }
}
