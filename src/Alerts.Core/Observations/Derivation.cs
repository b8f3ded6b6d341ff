namespace Alerts.Core.Observations;

/// <summary>How a derived series is worked out of its parts.</summary>
public abstract record Derivation
{
    private Derivation()
    {
    }

    /// <summary>For people, of a value: <c>added up from its parts</c>.</summary>
    public abstract string Words { get; }

    /// <summary>All parts added up.</summary>
    public sealed record Sum : Derivation
    {
        public static readonly Sum Instance = new();

        public override string Words => "added up from its parts";
    }

    /// <summary>The first part, an amount of money, divided by the second, an amount of something: an average of a flow, not a price.</summary>
    /// <remarks>Source: UN, International Merchandise Trade Statistics 2010, chapters IV (value) and V (quantity).</remarks>
    public sealed record UnitValue : Derivation
    {
        public static readonly UnitValue Instance = new();

        public override string Words => "the value divided by the quantity";
    }

    /// <summary>The first part told in another currency, by the second, a series of exchange rates.</summary>
    /// <param name="Multiplies">The rate says how much of the new currency one of the old one is; otherwise how much of the old one the new one is.</param>
    /// <param name="WithinDays">Where there is no rate of the very period: the newest before its last day, no more than so many days older. 0: none.</param>
    public sealed record Conversion(bool Multiplies, int WithinDays) : Derivation
    {
        public override string Words => Multiplies ? "the amount times the rate" : "the amount divided by the rate";
    }
}
