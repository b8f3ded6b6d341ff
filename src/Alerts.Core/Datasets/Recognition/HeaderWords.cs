namespace Alerts.Core.Datasets.Recognition;

/// <summary>Words by which headings tell what a column is, the likelier first.</summary>
internal sealed class HeaderWords(params string[] words)
{
    public static readonly HeaderWords Period = new("date", "day", "period", "month", "time", "datum", "monat", "fecha", "mes", "mois", "data", "日期", "月份", "时间", "年月", "数据年月", "指标名称", "observation_date");

    public static readonly HeaderWords Key = new("code", "series", "symbol", "ticker", "series_id", "id", "key", "item", "product", "commodity", "material", "grade", "artikel", "produkt", "producto", "代码", "编码", "品种", "产品", "商品", "品名", "名称", "name", "bezeichnung", "nombre");

    public static readonly HeaderWords Title = new("name", "title", "description", "desc", "label", "名称", "品名", "商品名称", "产品名称", "bezeichnung", "nombre");

    public static readonly HeaderWords Value = new("average", "avg", "mean", "mid", "均价", "平均价", "平均", "price", "value", "close", "settle", "settlement", "last", "amount", "quantity", "preis", "mittelwert", "wert", "precio", "valor", "prix", "价格", "数值", "收盘价", "结算价", "值", "数量");

    public static readonly HeaderWords Unit = new("unit", "units", "uom", "einheit", "unidad", "unité", "单位", "计量单位");

    // The parts of a date that stands in a column of its own as well.
    public static readonly HeaderWords DatePart = new("year", "month", "day", "week", "年", "月", "日", "周", "no", "no.", "#", "序号");

    public bool Match(string heading) => Rank(heading) < int.MaxValue;

    /// <summary>The heading is one of the words, and nothing more.</summary>
    public bool Is(string heading) => Array.Exists(words, word => heading.Trim().Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The smaller the likelier; none: the largest number. A word followed by a unit counts as well.</summary>
    public int Rank(string heading)
    {
        _ = UnitWords.In(heading, out var rest);
        var at = Array.FindIndex(words, word => rest.Equals(word, StringComparison.OrdinalIgnoreCase));
        if (at < 0) at = Array.FindIndex(words, word => Array.Exists(rest.Split(' ', '_', '-'), part => part.Equals(word, StringComparison.OrdinalIgnoreCase)));
        return at < 0 ? int.MaxValue : at;
    }
}
