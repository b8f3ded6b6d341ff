using System.Buffers.Binary;
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

    // Of a byte of a difference: further ones follow.
    private const ulong More = 0x80;
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
        var next = new State(place, line, Packed(period), Mantissa(value, out var isWide));
        var flags = (byte)(value.Scale | (isWide ? Wide : 0) | (next.Line - _last.Line == next.Place - _last.Place ? LineWithPlace : 0) | (next.Period - _last.Period == OneDay ? NextPeriod : 0));
        var part = _parts[^1];
        part[_used++] = flags;
        Write(part, next.Place - _last.Place);
        if ((flags & LineWithPlace) == 0) Write(part, next.Line - _last.Line);
        if ((flags & NextPeriod) == 0) Write(part, next.Period - _last.Period);
        if (isWide) WriteWide(part, value);
        else Write(part, next.Mantissa - _last.Mantissa);
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

    // Small differences of either sign take one byte or two.
    private void Write(byte[] part, long difference)
    {
        var rest = unchecked((ulong)((difference << 1) ^ (difference >> 63)));
        for (; rest >= More; rest >>= 7) part[_used++] = (byte)((rest & (More - 1)) | More);
        part[_used++] = (byte)rest;
    }

    private void WriteWide(byte[] part, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var number in bits)
        {
            BinaryPrimitives.WriteInt32LittleEndian(part.AsSpan(_used), number);
            _used += sizeof(int);
        }
    }

    private static long Mantissa(decimal value, out bool isWide)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((long)bits[1] << 32) | unchecked((uint)bits[0]);
        isWide = bits[2] != 0 || mantissa is < 0 or > long.MaxValue / 4 || (bits[3] < 0 && mantissa == 0);
        return bits[3] < 0 ? -mantissa : mantissa;
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
            var place = _now.Place + (int)Difference(part);
            var line = (flags & LineWithPlace) != 0 ? _now.Line + place - _now.Place : _now.Line + (int)Difference(part);
            var period = _now.Period + ((flags & NextPeriod) != 0 ? OneDay : Difference(part));
            var isWide = (flags & Wide) != 0;
            var mantissa = _now.Mantissa + (isWide ? 0 : Difference(part));
            var amount = isWide ? WideAmount(part) : Amount(mantissa, (byte)(flags & Places));
            _now = new(place, line, period, mantissa);
            Value = new(values.Series, Unpacked(period), amount, values.Unit, line == 0 ? [] : [line]);
            return true;
        }

        private long Difference(byte[] part)
        {
            ulong number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var one = part[_at++];
                number |= (one & (More - 1)) << shift;
                if (one < More) return (long)(number >> 1) ^ -(long)(number & 1);
            }
        }

        private decimal WideAmount(byte[] part)
        {
            Span<int> bits = stackalloc int[4];
            foreach (ref var number in bits)
            {
                number = BinaryPrimitives.ReadInt32LittleEndian(part.AsSpan(_at));
                _at += sizeof(int);
            }
            return new(bits);
        }

        private static decimal Amount(long mantissa, byte places)
        {
            var size = Math.Abs(mantissa);
            return new(unchecked((int)size), unchecked((int)(size >> 32)), 0, mantissa < 0, places);
        }
    }
}
