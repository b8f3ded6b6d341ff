namespace Alerts.Web.Tests;

/// <summary>The files of the workspace that the API serves: the daily prices <c>p</c> and <c>q</c>, the monthly <c>m</c> and <c>n</c>, and their sum <c>m.and.n</c>.</summary>
internal static class SmallWorkspace
{
    public static readonly Dictionary<string, string> Files = new()
    {
        ["alerts.yaml"] = "name: Desk\ntime-zone: Asia/Shanghai\nannounce-from: 2025-01-01\nemail: { from: \"Alerts <alerts@example.com>\", via: \"folder:outbox\" }\nlinks: { url: \"https://alerts.example.com\", secret: \"0123456789abcdef0123456789abcdef\" }\n",
        ["datasets/all.yaml"] = """
            datasets:
              - id: prices
                publisher: Exchange
                format: csv
                files: "*prices*"
                columns: { period: date, series: code, value: average }
                frequency: daily
                series:
                  P: { id: p, title: Price of P, unit: CNY/kg, basis: ex works, labels: { commodity: terbium } }
                  Q: { id: q, title: Price of Q, unit: CNY/kg, basis: ex works }
              - id: trade
                publisher: Customs
                format: csv
                files: "*trade*"
                columns: { period: month, series: code, value: tonnes }
                frequency: monthly
                series:
                  M: { id: m, title: Imports from M, unit: t }
                  N: { id: n, title: Imports from N, unit: t }
              - id: trade-too
                publisher: Customs
                format: csv
                files: "*too*"
                columns: { period: month, series: code, value: tonnes }
                frequency: monthly
                series:
                  M: { id: m2, title: Imports from M, unit: t }
            derived:
              - { id: m.and.n, sum: [m, n], unit: t, title: Imports from both }
            """,
        ["rules/all.yaml"] = """
            rules:
              - { id: dear, title: P is dear, when: "p > 100 CNY/kg", clear: "90 CNY/kg", again-every: "10 CNY/kg", severity: high, labels: { desk: magnets } }
              - { id: much, title: Much comes in, when: "m.and.n > 10 t" }
            """,
        ["subscribers.yaml"] = "subscribers:\n  - { id: buyer, email: [buyer@example.com] }\n  - { id: director, min-severity: critical, email: [director@example.com] }\n",
    };
}
