using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>A reading after the checks of its dataset.</summary>
/// <param name="Reading">Without the values that wait: they are set aside.</param>
/// <param name="Confirmed">Values of earlier files that leave quarantine, in the order confirmed.</param>
/// <param name="Settled">Rows of earlier files, and of this one, that leave it.</param>
internal sealed record ScreenedReading(FileReading Reading, IReadOnlyList<ReadValue> Confirmed, IReadOnlyList<Settled> Settled);

/// <summary>Holds a reading against what is known of its series, and against what waits in quarantine.</summary>
internal sealed class ReadingScreen(IObservationStore observations)
{
    // A run of quotations takes no more days than this for each.
    private const int DaysOfDailyValue = 7;
    private const int DaysOfMonthlyValue = 62;

    public async Task<ScreenedReading> Of(Dataset dataset, FileReading reading, string file, string sha256, DateTimeOffset published, CancellationToken cancel)
    {
        if (reading.Values.Count == 0) return new(reading, [], []);
        var waiting = await observations.Quarantine(isWaiting: true, cancel);
        var checks = dataset.Checks;
        var isScreened = checks.OfValues.Count > 0 || checks.StaleRun is not null || reading.Doubted.Count > 0;
        if (waiting.Count == 0 && !isScreened) return new(reading, [], []);
        var draft = new Draft(dataset, reading, file, sha256, published, waiting);
        if (!isScreened) return draft.Done();
        var series = SeriesValues.Of(reading.Values);
        var recent = await observations.Recent([.. series.Select(values => new SeriesSince(values.Series, Since(dataset, values)))], cancel);
        foreach (var (values, known) in series.Zip(recent)) draft.Screen(values, known);
        return draft.Done();
    }

    private static DateOnly Since(Dataset dataset, SeriesValues values)
    {
        var days = (dataset.Checks.StaleRun ?? 0) * (dataset.Frequency == Frequency.Monthly ? DaysOfMonthlyValue : DaysOfDailyValue);
        return days == 0 ? values.Last.Last : DateOnly.FromDayNumber(Math.Max(0, values.First.Last.DayNumber - days));
    }

    private sealed class Draft(Dataset dataset, FileReading reading, string file, string sha256, DateTimeOffset published, IReadOnlyList<QuarantinedRow> waiting)
    {
        private readonly Dictionary<int, RowSetAside> _held = [];
        private readonly List<ReadValue> _confirmed = [];
        private readonly List<Settled> _settled = [];
        private readonly List<ReadingWarning> _warnings = [];

        // A value that waits: of an earlier file, or the position of one of this file.
        private sealed record Waiter(QuarantinedRow? Earlier, int Position);

        public void Screen(SeriesValues values, RecentValues known)
        {
            if (reading.Doubted.TryGetValue(values.Series, out var doubt)) Hold(values, known, doubt);
            else Judge(values, known);
        }

        // Whatever its value, a new period may be of another series; without one before, there is none that it could be taken for.
        private void Hold(SeriesValues values, RecentValues known, SeriesDoubt doubt)
        {
            if (Newest(known, values[0].Unit) is not { } newest) return;
            for (var at = 0; at < values.Count; at++)
            {
                if (values[at].Period.CompareTo(newest.Period) > 0) _held[values.Position(at)] = SetAside(doubt.Reason, doubt.What, values[at], "a later file or a person settles it");
            }
        }

        private void Judge(SeriesValues values, RecentValues known)
        {
            var screening = new Screening<Waiter>(dataset.Checks.OfValues);
            var newest = Newest(known, values[0].Unit);
            if (newest is { } accepted) screening.Knows(accepted.Period, accepted.Value);
            foreach (var row in waiting)
            {
                if (row.Row.Value is { } value && value.Series == values.Series && dataset.Checks.OfValues.FirstOrDefault(check => check.Reason == row.Row.Reason) is { } check)
                    screening.Waits(new(value.Period, value.Value, check, new(row, -1)));
            }
            for (var at = 0; at < values.Count; at++)
            {
                var value = values[at];
                // An older publication of the newest period does not change what is known of it.
                if (newest is { } last && value.Period == last.Period && published < last.Vintage) continue;
                Take(screening.Next(value.Period, value.Value, new(null, values.Position(at))), value, values.Position(at), screening);
            }
            if (dataset.Checks.StaleRun is { } run) Warn(StaleRun.Of(run, [.. known.Values], [.. values.Where((_, at) => !_held.ContainsKey(values.Position(at)))]));
        }

        public ScreenedReading Done()
        {
            var held = _held.Count == 0 ? null : _held;
            var values = held is null ? reading.Values : [.. reading.Values.Where((_, at) => !held.ContainsKey(at))];
            ReplaceByPeriod(values);
            if (held is null && _warnings.Count == 0) return new(reading, _confirmed, _settled);
            var setAside = held is null ? reading.SetAside : [.. reading.SetAside.Concat(held.Values).OrderBy(row => row.Line)];
            var rows = held?.Values.Sum(row => Math.Max(1, row.Value!.Value.Rows.Count)) ?? 0;
            return new(
                reading with
                {
                    Outcome = setAside.Count == 0 ? ReadingOutcome.Accepted : ReadingOutcome.Partly,
                    Values = values,
                    Accepted = Math.Max(0, reading.Accepted - rows),
                    SetAside = setAside,
                    Warnings = [.. reading.Warnings.Concat(_warnings).OrderBy(warning => warning.Line ?? 0)],
                },
                _confirmed,
                _settled);
        }

        private void Take(Screened<Waiter> screened, ReadValue value, int position, Screening<Waiter> screening)
        {
            foreach (var taken in screened.Confirmed)
            {
                _held.Remove(taken.What.Position);
                if (taken.What.Earlier is not { } earlier) continue;
                _confirmed.Add(earlier.Row.Value!.Value with { From = earlier.Publication.Sequence });
                _settled.Add(new(earlier.Id, Fate.Confirmed));
            }
            foreach (var wrong in screened.Refuted) _settled.Add(new(wrong.What.Earlier?.Id ?? QuarantineId.Of(sha256, _held[wrong.What.Position]), Fate.Refuted));
            if (screened.Doubt is { } doubt) _held[position] = SetAside(doubt.Reason, doubt.What(value.Value, screening.Accepted!.Value, value.Unit), value, "a later value or a person settles it");
        }

        // What a person could still settle, a publication of the period that is not older settles too.
        private void ReplaceByPeriod(IReadOnlyList<ReadValue> values)
        {
            if (waiting.Count == 0) return;
            var open = waiting.Where(row => row.Row.Value is not null && _settled.TrueForAll(settled => settled.Id != row.Id) && (published >= row.Publication.Published || IsOfValue(row))).ToLookup(row => (row.Row.Value!.Value.Series, row.Row.Value!.Value.Period));
            foreach (var value in values.Concat(_held.Values.Select(row => row.Value!.Value)))
                foreach (var row in open[(value.Series, value.Period)]) _settled.Add(new(row.Id, Fate.Replaced));
        }

        private bool IsOfValue(QuarantinedRow row) => dataset.Checks.OfValues.Any(check => check.Reason == row.Row.Reason);

        private void Warn(StaleRun? run)
        {
            if (run is null) return;
            var line = run.At.Rows.Count > 0 ? run.At.Rows[0] : (int?)null;
            _warnings.Add(new(StaleRun.Keyword, line, Column(run.At.Series), ReadingMessage.Of(file, line, Column(run.At.Series), $"{run.At.Series} has not changed for {run.Count} values, since {run.Since}", Threshold.Plain(run.At.Value), "look whether the publisher still asks for it")));
        }

        private RowSetAside SetAside(string reason, string what, ReadValue value, string settledBy)
        {
            var (line, column, found) = (value.Rows.Count > 0 ? value.Rows[0] : 1, Column(value.Series), Threshold.Plain(value.Value));
            var message = ReadingMessage.Of(file, line, column, $"{value.Series}, {value.Period}: {what}", found, $"row waits in quarantine: {settledBy}");
            return new(line, column, reason, found, message, IsQuarantined: true, value);
        }

        private string? Column(string series) => reading.ValueColumn ?? (
            dataset.Layout is not { } layout ? null : layout.Wide ? dataset.Series.FirstOrDefault(known => known.Definition.Id == series)?.Key : layout.ValueColumn);

        private static (Period Period, decimal Value, DateTimeOffset Vintage)? Newest(RecentValues known, Unit unit)
        {
            if (known.Values.Length == 0) return null;
            var newest = known.Observation(known.Values.Length - 1);
            return (newest.Period, newest.Unit == unit ? newest.Value : newest.Quantity.In(unit).Amount, newest.Vintage);
        }
    }
}
