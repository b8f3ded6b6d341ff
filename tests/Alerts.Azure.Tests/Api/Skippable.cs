namespace Alerts.Web.Tests;

/// <summary>The tests of the API skip here where Azurite is not installed: in this namespace, their <c>[Fact]</c> is this one.</summary>
internal sealed class FactAttribute : SkippableFactAttribute;

/// <summary>The same for <c>[Theory]</c>.</summary>
internal sealed class TheoryAttribute : SkippableTheoryAttribute;
