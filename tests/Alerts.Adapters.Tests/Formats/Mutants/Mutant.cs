using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>A file that was whole, before it was harmed.</summary>
/// <param name="Check">What must hold of a reading of <paramref name="Bytes"/>, or of what became of them, that was not refused.</param>
internal sealed record Original(string Name, Dataset Dataset, byte[] Bytes, Mutation[] Mutations, Action<Mutant, FileReading> Check);

/// <param name="How">What was done to it, in order.</param>
internal sealed record Mutant(Original Original, string How, byte[] Bytes);

/// <summary>One way to harm a file.</summary>
internal sealed record Mutation(string Name, Func<byte[], Random, byte[]> Apply);
