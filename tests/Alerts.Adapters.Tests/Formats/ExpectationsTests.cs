using System.Text.Json;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>No figure that was worked out for a file is without a test: a new one fails here until it is said which test meets it.</summary>
public sealed class ExpectationsTests
{
    private static readonly Dictionary<string, string> Golden = new()
    {
        ["baskets CN.IMP.MM.RE_OXIDES_AND_COMPOUNDS"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["baskets CN.IMP.MM.RE_OXIDES_AND_METALS"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["partner gacc"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["partner m49"] = nameof(GoldenChecksTests.Rows_of_the_world_and_of_ways_of_transport_are_not_added_to_a_country),
        ["trade T1"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["trade T2"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["trade T3"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["trade T4"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["trade T5"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["trade T6"] = nameof(GoldenFileTests.The_export_of_two_months_in_one_is_one_combined_observation),
        ["trade T7"] = nameof(ExpectedEventsTests.A_fall_to_nothing_is_minus_a_hundred_percent_and_a_rise_from_nothing_is_undefined),
        ["trade T8"] = nameof(GoldenChecksTests.Rows_of_the_world_and_of_ways_of_transport_are_not_added_to_a_country),
        ["trade T9"] = nameof(GoldenChecksTests.A_year_is_one_observation_of_twelve_months_and_no_December),
        ["trade T10"] = nameof(GoldenChecksTests.A_weight_that_is_missing_is_no_zero),
        ["trade T11"] = nameof(GoldenChecksTests.An_answer_without_records_says_so_and_makes_no_zeros),
        ["revision R1"] = nameof(ExpectedEventsTests.An_alert_that_a_revision_undoes_is_retracted_with_both_figures),
        ["revision R2"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["revision R3"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["revision R4"] = nameof(GoldenChecksTests.Months_that_two_vintages_tell_otherwise_are_the_two_that_were_revised),
        ["revision R5"] = nameof(ExpectedEventsTests.An_old_export_that_is_read_after_the_new_one_is_not_what_is_known_now),
        ["price P1"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price P2"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price P3"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price P4"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price P5"] = nameof(ExpectedEventsTests.The_first_day_at_twenty_percent_begins_the_one_alert_and_nothing_ends_it),
        ["price P6"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price P7"] = nameof(GoldenChecksTests.A_file_gives_the_change_that_was_published),
        ["price_no_alert N1"] = nameof(ExpectedEventsTests.No_price_moves_ten_percent_in_a_day_once_what_is_doubtful_waits),
        ["quarantine 104"] = nameof(QualityTests.A_spike_on_a_Sunday_and_a_slip_of_the_unit_wait_and_nothing_else_does),
        ["quarantine 188"] = nameof(QualityTests.A_spike_on_a_Sunday_and_a_slip_of_the_unit_wait_and_nothing_else_does),
        ["deduplicate 139"] = nameof(GoldenChecksTests.Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd),
        ["accept_with_warning 233"] = nameof(GoldenChecksTests.Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd),
        ["must_not_be_rejected 1"] = nameof(GoldenChecksTests.Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd),
        ["must_not_be_rejected 2"] = nameof(GoldenChecksTests.Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd),
        ["must_not_be_rejected 3"] = nameof(QualityTests.Days_that_make_up_for_holidays_and_flat_runs_are_kept),
        ["holiday_gaps 1"] = nameof(ExpectedEventsTests.A_holiday_is_a_gap_between_two_quotations_that_follow_each_other),
        ["holiday_gaps 2"] = nameof(ExpectedEventsTests.A_holiday_is_a_gap_between_two_quotations_that_follow_each_other),
        ["holiday_gaps 3"] = nameof(ExpectedEventsTests.A_holiday_is_a_gap_between_two_quotations_that_follow_each_other),
        ["row_counts smm_lines_without_header"] = nameof(GoldenChecksTests.Daily_prices_lose_no_Sunday_and_no_flat_run_and_say_what_is_odd),
        ["row_counts smm_accepted_TXO"] = nameof(QualityTests.A_spike_on_a_Sunday_and_a_slip_of_the_unit_wait_and_nothing_else_does),
        ["row_counts smm_accepted_DXO"] = nameof(QualityTests.A_spike_on_a_Sunday_and_a_slip_of_the_unit_wait_and_nothing_else_does),
        ["row_counts gacc_v1_lines_without_header"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["row_counts gacc_v1_myanmar_rows"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["row_counts gacc_v2_lines_without_header"] = nameof(GoldenFileTests.A_customs_export_gives_the_true_sums_of_every_basket_and_month),
        ["row_counts comtrade_api_monthly_records"] = nameof(GoldenChecksTests.Rows_of_the_world_and_of_ways_of_transport_are_not_added_to_a_country),
        ["row_counts comtrade_bulk_data_lines"] = nameof(GoldenChecksTests.Rows_of_the_world_and_of_ways_of_transport_are_not_added_to_a_country),
        ["census china_kg"] = nameof(GoldenChecksTests.Totals_and_groups_of_the_census_are_not_added_and_a_quantity_of_0_beside_a_value_is_missing),
        ["census china_change_pct_1dp_2025-02_vs_2025-01"] = nameof(ExpectedEventsTests.Americas_imports_fell_by_the_percentage_that_was_worked_out),
        ["other_layouts smm_wide_by_code.csv"] = nameof(GoldenChecksTests.Prices_by_code_and_in_ten_thousand_yuan_a_tonne_are_the_same_prices),
        ["other_layouts cn_wide_low_high_avg_wan_yuan_per_t.csv"] = nameof(GoldenChecksTests.Prices_by_code_and_in_ten_thousand_yuan_a_tonne_are_the_same_prices),
        ["other_layouts investing_lithium_carbonate.csv"] = nameof(GoldenChecksTests.Months_come_before_days_and_volumes_have_their_letters),
        ["unit_conversion yuan_per_kg"] = nameof(GoldenChecksTests.One_price_in_five_units_is_one_price),
        ["unit_conversion yuan_per_mt"] = nameof(GoldenChecksTests.One_price_in_five_units_is_one_price),
        ["unit_conversion wan_yuan_per_mt"] = nameof(GoldenChecksTests.One_price_in_five_units_is_one_price),
    };

    private static readonly Dictionary<string, string> Real = new()
    {
        ["pink_sheet worldbank-pinksheet-monthly-2021-09-02.xlsx"] = nameof(RealFileTests.A_pink_sheet_gives_every_value_and_the_changes_of_its_metals),
        ["pink_sheet worldbank-pinksheet-monthly-2022-03-02.xlsx"] = nameof(RealFileTests.A_pink_sheet_gives_every_value_and_the_changes_of_its_metals),
        ["pink_sheet worldbank-pinksheet-monthly-2023-04-04.xlsx"] = nameof(RealFileTests.A_pink_sheet_gives_every_value_and_the_changes_of_its_metals),
        ["pink_sheet worldbank-pinksheet-monthly-2025-12-02.xlsx"] = nameof(RealFileTests.A_pink_sheet_gives_every_value_and_the_changes_of_its_metals),
        ["pink_sheet_revisions 1"] = nameof(PinkSheetRevisionTests.The_revisions_are_as_many_and_as_large_as_was_counted_by_hand),
        ["pink_sheet_revisions 2"] = nameof(PinkSheetRevisionTests.The_revisions_are_as_many_and_as_large_as_was_counted_by_hand),
        ["pink_sheet_revisions 3"] = nameof(PinkSheetRevisionTests.The_revisions_are_as_many_and_as_large_as_was_counted_by_hand),
        ["fred fred-DCOILWTICO-2020-2026.csv"] = nameof(RealFileTests.A_download_of_FRED_gives_every_value_and_no_missing_one),
        ["fred fred-DCOILWTICO-2013-2018-old-header.csv"] = nameof(RealFileTests.A_download_of_FRED_gives_every_value_and_no_missing_one),
        ["census_usatrade data_lines"] = nameof(RealFileTests.A_year_to_date_of_USA_Trade_is_no_year),
        ["census_usatrade sample"] = nameof(RealFileTests.A_year_to_date_of_USA_Trade_is_no_year),
    };

    // What describes a file and is no figure that a reader comes to.
    private static readonly string[] Descriptions =
        ["about", "note", "fred_note", "file", "iso3", "trap", "preamble_lines", "header_line", "header", "data_fields", "time_values"];

    [Fact]
    public void Each_figure_of_the_constructed_files_is_met_by_a_test() => Assert.Equal(Golden.Keys.Order(StringComparer.Ordinal), In("golden").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_figure_of_the_publishers_files_is_met_by_a_test() => Assert.Equal(Real.Keys.Order(StringComparer.Ordinal), In("real").Order(StringComparer.Ordinal));

    private static IEnumerable<string> In(string folder) =>
        from list in JsonDocument.Parse(DataFile.Text($"{folder}/expected_checks.json")).RootElement.EnumerateObject()
        where !Descriptions.Contains(list.Name)
        from name in list.Value.ValueKind == JsonValueKind.Array
            ? list.Value.EnumerateArray().Select((check, at) => Name(check) ?? $"{at + 1}")
            : list.Value.EnumerateObject().Select(check => check.Name).Except(Descriptions)
        select $"{list.Name} {name}";

    private static string? Name(JsonElement check) =>
        check.TryGetProperty("id", out var id) ? id.GetString()
        : check.TryGetProperty("line", out var line) ? line.ToString()
        : check.TryGetProperty("file", out var file) ? file.GetString()
        : null;
}
