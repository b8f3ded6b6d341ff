using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>
/// Reads a rule's text (SEMANTICS §2–3):
/// <code>
/// either     = both { "or" both }
/// both       = term { "and" term }
/// term       = "not" term | "(" either ")" | comparison
/// comparison = indicator ( ">" | ">=" | "&lt;" | "&lt;=" ) number [ unit ]
/// indicator  = operand | ( name "(" operand [ "," operand ] [ "," argument ] ")" [ "in" unit ] )
/// operand    = series [ "in" unit [ "through" series ] ]
/// argument   = number [ "days" | "weeks" | "months" | "years" ] | "since" date | "joined"
/// </code>
/// </summary>
public static class RuleLanguage
{
    private const int DeepestNesting = 64;

    public static ParsedCondition Parse(string text) => new Reader(text).Condition();

    /// <summary>A number with its unit, as in <c>clear: 15%</c>.</summary>
    /// <param name="key">The YAML key that mistakes name.</param>
    public static (Threshold? Threshold, IReadOnlyList<RuleMistake> Mistakes) ParseThreshold(string text, string key)
    {
        var reader = new Reader(text, key);
        return (reader.WholeThreshold(), reader.Mistakes);
    }

    private sealed class Reader(string text, string key = "when")
    {
        private const string In = "in";
        private const string Through = "through";
        private static readonly string[] Keywords = ["and", "or", "not"];
        private readonly List<Token> _tokens = RuleTokens.Of(text);
        private readonly Dictionary<object, Place> _places = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<object> _unknown = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<object, Place> _seconds = new(ReferenceEqualityComparer.Instance);
        private readonly List<WrittenConversion> _conversions = [];
        private int _at;
        private int _depth;

        public List<RuleMistake> Mistakes { get; } = [];

        private Token Here => _tokens[_at];

        public ParsedCondition Condition()
        {
            var condition = ReadEither();
            if (condition is not null && Here.Kind != TokenKind.End)
                Wrong(Here, "syntax", $"'{Here.Text}' is not expected here", "and, or, or the end of the condition", Nearest.Name(Here.Text, Keywords));
            return new(Mistakes.Count == 0 ? condition : null, condition, Mistakes, _places, _seconds, _unknown, _conversions);
        }

        public Threshold? WholeThreshold()
        {
            var threshold = ReadThreshold();
            if (threshold is not null && Here.Kind != TokenKind.End) Wrong(Here, "syntax", $"'{Here.Text}' is not expected here", "a number and its unit");
            return Mistakes.Count == 0 ? threshold : null;
        }

        private Condition? ReadEither()
        {
            var left = ReadBoth();
            while (left is not null && IsWord("or"))
            {
                _at++;
                left = ReadBoth() is { } right ? new Either(left, right) : null;
            }
            return left;
        }

        private Condition? ReadBoth()
        {
            var left = ReadTerm();
            while (left is not null && IsWord("and"))
            {
                _at++;
                left = ReadTerm() is { } right ? new Both(left, right) : null;
            }
            return left;
        }

        private Condition? ReadTerm()
        {
            if (++_depth > DeepestNesting) return Wrong<Condition>(Here, "syntax", $"conditions nest deeper than {DeepestNesting}");
            try
            {
                if (IsWord("not"))
                {
                    _at++;
                    return ReadTerm() is { } inner ? new Negation(inner) : null;
                }
                if (Here.Kind != TokenKind.Open) return ReadComparison();
                _at++;
                var condition = ReadEither();
                return condition is not null && Expect(TokenKind.Close, ")") ? condition : null;
            }
            finally
            {
                _depth--;
            }
        }

        private Comparison? ReadComparison()
        {
            if (ReadIndicator() is not { } indicator) return null;
            if (Here.Kind != TokenKind.Operator) return Wrong<Comparison>(Here, "syntax", $"{Named(Here)} where a comparison is expected", "one of > >= < <=");
            var op = Here.Text switch { ">" => Operator.Above, ">=" => Operator.AtLeast, "<" => Operator.Below, _ => Operator.AtMost };
            _at++;
            return ReadThreshold() is { } threshold ? new Comparison(indicator, op, threshold) : null;
        }

        private Indicator? ReadIndicator()
        {
            var first = Here;
            if (first.Kind != TokenKind.Word || Keywords.Contains(first.Text))
                return Wrong<Indicator>(first, "syntax", $"{Named(first)} where an indicator or a series is expected", "such as change(SERIES, 6 months)");
            if (_tokens[_at + 1].Kind != TokenKind.Open)
                return ReadOperand() is { } alone ? Placed(new Indicator(IndicatorName.Level, alone, null), first.Offset, first.Length) : null;
            _at += 2;
            var known = Name(first);
            if (Here.Kind != TokenKind.Word) return Wrong<Indicator>(Here, "syntax", $"{Named(Here)} where a series is expected");
            var series = Here;
            if (ReadOperand() is not { } operand) return null;
            string? second = null;
            Token? secondAt = null;
            if (known is { } pair && Indicators.Of(pair).IsPair)
            {
                if (!Expect(TokenKind.Comma, ",", $"{first.Text} takes two series")) return null;
                secondAt = Here;
                if (Here.Kind != TokenKind.Word) return Wrong<Indicator>(Here, "syntax", $"{Named(Here)} where a series is expected");
                if ((second = ReadOperand()) is null) return null;
            }
            IndicatorArgument? argument = null;
            var place = Here;
            if (Here.Kind == TokenKind.Comma)
            {
                _at++;
                place = Here;
                if (known is not { } single || second is not null) SkipToClose();
                else if ((argument = ReadArgument(Indicators.Of(single))) is null) return null;
                if (second is not null) Wrong(place, "wrong-argument", $"{first.Text} takes two series and nothing else", $"{first.Text}({operand}, {second})");
            }
            if (!Expect(TokenKind.Close, ")")) return null;
            var indicator = Placed(new Indicator(known ?? IndicatorName.Level, operand, argument, second), series.Offset, series.Length);
            if (secondAt is not null) _seconds[indicator] = new(secondAt.Offset, secondAt.Length);
            if (argument is not null) _places[argument] = new(place.Offset, _tokens[_at - 2].Offset + _tokens[_at - 2].Length - place.Offset);
            if (known is null) _unknown.Add(indicator);
            return !IsWord(In) || ReadConversion(series, indicator) ? indicator : null;
        }

        /// <summary>A series and how it is converted, as one text: conversions through a rate are series of their own.</summary>
        private string? ReadOperand()
        {
            var series = Here;
            _at++;
            if (!IsWord(In)) return series.Text;
            var before = _conversions.Count;
            if (!ReadConversion(series, null)) return null;
            if (_conversions.Count == before) return series.Text;
            var conversion = _conversions[^1];
            return conversion.Through is null ? series.Text : SeriesConversion.Named(series.Text, conversion.Unit, conversion.Through);
        }

        /// <param name="whole">The indicator whose value is converted; null where a series is.</param>
        private bool ReadConversion(Token series, Indicator? whole)
        {
            _at++;
            var unitAt = Here;
            if (Here.Kind is not (TokenKind.Word or TokenKind.Percent))
            {
                Wrong(Here, "syntax", $"{Named(Here)} where a unit is expected", "such as in USD/t");
                return false;
            }
            _at++;
            Token? through = null;
            if (IsWord(Through))
            {
                _at++;
                through = Here;
                if (Here.Kind != TokenKind.Word)
                {
                    Wrong(Here, "syntax", $"{Named(Here)} where an exchange rate is expected", "a series in money over money, such as CNY/USD");
                    return false;
                }
                _at++;
                if (whole is not null) Wrong(through, "syntax", "a series is converted through a rate, and not an indicator", $"{series.Text} in {unitAt.Text} through {through.Text}, inside the parentheses");
            }
            if (!Unit.TryParse(unitAt.Text, out var unit))
            {
                WrongUnit(unitAt);
                return true;
            }
            _conversions.Add(new(series.Text, unit, through?.Text, whole, new(series.Offset, series.Length), new(unitAt.Offset, unitAt.Length), through is null ? null : new(through.Offset, through.Length)));
            return true;
        }

        private IndicatorName? Name(Token token)
        {
            if (Indicators.Named(token.Text) is { } known) return known.Name;
            Wrong(token, "unknown-function", $"unknown function '{token.Text}'", null, Nearest.Name(token.Text, Indicators.All.Select(indicator => indicator.Name.Text())));
            return null;
        }

        private void SkipToClose()
        {
            while (Here.Kind is not (TokenKind.Close or TokenKind.End)) _at++;
        }

        private IndicatorArgument? ReadArgument(IndicatorKind kind)
        {
            if (IsWord("since")) return ReadSince();
            if (IsWord(Joined.Word))
            {
                _at++;
                return new Joined();
            }
            var count = Here;
            if (count.Kind != TokenKind.Word || !int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 36_500)
                return Wrong<IndicatorArgument>(count, "syntax", $"{Named(count)} where {(kind.Argument == ArgumentKind.Count ? "a count" : "a length")} is expected", kind.Argument switch
                {
                    ArgumentKind.Count => "such as 20",
                    ArgumentKind.LengthOrSince => "such as 6 months, or since 2024-09-02",
                    ArgumentKind.Joined => Joined.Word,
                    _ => $"such as {kind.Argument.Example()}",
                });
            if (kind.Argument == ArgumentKind.Count && _tokens[_at + 1].Kind == TokenKind.Close)
            {
                _at++;
                return new LastCount(number);
            }
            _at++;
            var word = Here;
            SpanUnit? unit = word.Text switch
            {
                "day" or "days" => SpanUnit.Day,
                "week" or "weeks" => SpanUnit.Week,
                "month" or "months" => SpanUnit.Month,
                "year" or "years" => SpanUnit.Year,
                _ => null,
            };
            if (unit is not { } length) return Wrong<IndicatorArgument>(word, "syntax", $"{Named(word)} where a unit of time is expected", "days, weeks, months or years", Nearest.Name(word.Text, ["days", "weeks", "months", "years"]));
            _at++;
            return new Span(number, length);
        }

        private Since? ReadSince()
        {
            _at++;
            var date = Here;
            if (!Period.TryParse(date.Text, out var period) || period.Kind == PeriodKind.Combined)
                return Wrong<Since>(date, "syntax", $"{Named(date)} where a date is expected", "such as 2024-09-02 or 2024-09");
            _at++;
            return new Since(period.Last, date.Text);
        }

        private Threshold? ReadThreshold()
        {
            var number = Here;
            if (number.Kind != TokenKind.Word || !IsNumber(number.Text, out var value))
                return Wrong<Threshold>(number, "syntax", $"{Named(number)} where a number is expected", "such as 20% or 6000 CNY/kg");
            _at++;
            if (Here.Kind == TokenKind.Comma) return Wrong<Threshold>(Here, "syntax", "numbers are written without thousands separators", "such as 6000");
            var threshold = new Threshold(value, null);
            var end = number.Offset + number.Length;
            if (Here.Kind == TokenKind.Percent)
            {
                threshold = new(value, Unit.Percent);
                end = Here.Offset + 1;
                _at++;
            }
            else if (Here.Kind == TokenKind.Word && !Keywords.Contains(Here.Text))
            {
                if (Here.Text is "day" or "days") threshold = new(value, Unit.Days);
                else if (Unit.TryParse(Here.Text, out var unit)) threshold = new(value, unit);
                else WrongUnit(Here);
                end = Here.Offset + Here.Length;
                _at++;
            }
            _places[threshold] = new(number.Offset, end - number.Offset);
            return threshold;
        }

        private void WrongUnit(Token token)
        {
            if (token.Text is "oz" || token.Text.EndsWith("/oz", StringComparison.Ordinal)) Wrong(token, "unknown-unit", $"'{token.Text}' is ambiguous: an ounce is written ozt (troy)", "ozt", token.Text.Replace("oz", "ozt", StringComparison.Ordinal));
            else Wrong(token, "unknown-unit", $"unknown unit '{token.Text}'", "a unit such as CNY/kg, t or %", Units.Nearest(token.Text));
        }

        // ASCII digits only, an optional sign, one point: what invariant parsing allows besides is no number here.
        private static bool IsNumber(string text, out decimal value)
        {
            value = 0;
            var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
            return digits.Length is > 0 and <= 28 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
                && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        }

        private bool IsWord(string word) => Here.Kind == TokenKind.Word && Here.Text == word;

        private bool Expect(TokenKind kind, string text, string? why = null)
        {
            if (Here.Kind != kind)
            {
                Wrong(Here, "syntax", $"{Named(Here)} where '{text}' is expected{(why is null ? "" : $": {why}")}", text);
                return false;
            }
            _at++;
            return true;
        }

        private static string Named(Token token) => token.Kind == TokenKind.End ? "the end" : $"'{token.Text}'";

        private T Placed<T>(T node, int offset, int length)
            where T : class
        {
            _places[node] = new(offset, length);
            return node;
        }

        private void Wrong(Token token, string code, string message, string? expected = null, string? nearest = null) =>
            Mistakes.Add(new(key, token.Offset, token.Length, code, message, expected, nearest));

        private T? Wrong<T>(Token token, string code, string message, string? expected = null, string? nearest = null)
            where T : class
        {
            Wrong(token, code, message, expected, nearest);
            return null;
        }
    }
}

/// <summary>What a text came to.</summary>
/// <param name="Condition">Null where the text is wrong.</param>
/// <param name="AsFarAsRead">For further checks of a text that is wrong; null where it has no shape at all.</param>
/// <param name="Seconds">Where the other series of a two-sided indicator stands.</param>
/// <param name="UnknownIndicators">Indicators in it whose function has no known name.</param>
/// <param name="Conversions">Every <c>in UNIT</c>, in the order written.</param>
public sealed record ParsedCondition(
    Condition? Condition,
    Condition? AsFarAsRead,
    IReadOnlyList<RuleMistake> Mistakes,
    IReadOnlyDictionary<object, Place> Places,
    IReadOnlyDictionary<object, Place> Seconds,
    IReadOnlySet<object> UnknownIndicators,
    IReadOnlyList<WrittenConversion> Conversions)
{
    /// <summary>Where the other series of a two-sided indicator stands.</summary>
    public Place PlaceOfSecond(Indicator indicator) => Seconds.TryGetValue(indicator, out var place) ? place : PlaceOf(indicator);

    /// <summary>Where a part stands in the text: an indicator's series, an argument, a threshold.</summary>
    public Place PlaceOf(object part) => Places.TryGetValue(part, out var place) ? place : Place.Start;
}

/// <summary>A part of a text.</summary>
/// <param name="Offset">Characters from its start, from 0.</param>
public sealed record Place(int Offset, int Length)
{
    public static readonly Place Start = new(0, 1);
}

/// <summary><c>in UNIT</c>, or <c>in UNIT through FX</c>.</summary>
/// <param name="Series">A series id or a glob, as written.</param>
/// <param name="Through">Id of an exchange rate; null where only the unit of an amount changes.</param>
/// <param name="Whole">The indicator whose value is converted; null where a series is, before the indicator looks at it.</param>
public sealed record WrittenConversion(string Series, Unit Unit, string? Through, Indicator? Whole, Place SeriesAt, Place UnitAt, Place? ThroughAt);
