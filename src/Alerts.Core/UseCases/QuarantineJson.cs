using System.Text.Json;
using Alerts.Core.Datasets.Quality;

namespace Alerts.Core.UseCases;

/// <summary>A row in quarantine, and what became of it, as the command and the API tell it.</summary>
public static class QuarantineJson
{
    /// <summary>Into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, QuarantinedRow row, Workspace workspace)
    {
        json.WriteString("id", row.Id.Text);
        json.WriteString("state", row.State);
        json.WriteString("dataset", row.Publication.Dataset);
        json.Text("series", row.Row.Value?.Series);
        json.Text("period", row.Row.Value?.Period.ToString());
        if (row.Row.Value is { } value)
        {
            json.WriteNumber("value", value.Value);
            json.WriteString("unit", value.Unit.Text);
        }
        json.WriteString("reason", row.Row.Reason);
        json.WriteString("message", row.Row.Message);
        json.WriteString("file", row.Publication.File);
        json.WriteString("sha256", row.Publication.Sha256);
        json.WriteNumber("line", row.Row.Line);
        json.Text("column", row.Row.Column);
        json.Instant("published", workspace.Local(row.Publication.Published));
        json.Instant("settled", row.By is { } by ? workspace.Local(by.Published) : null);
        json.Text("by", row.Settled?.Who);
        json.Text("why", row.Settled?.Why);
    }
}
