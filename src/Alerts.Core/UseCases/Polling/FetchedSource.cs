using Alerts.Core.Datasets;

namespace Alerts.Core.UseCases;

/// <summary>What a publisher answered to all questions of a source, before any of it is read.</summary>
/// <param name="Host">That was asked, as the store knows it.</param>
/// <param name="Files">In the order of the questions; those before trouble are whole, and are read.</param>
/// <param name="Seen">What the answers that had nothing new keep.</param>
/// <param name="End">How it ended: good, or the first trouble.</param>
/// <param name="Address">The question that it ended with.</param>
public sealed record FetchedSource(Dataset Dataset, string Host, DateTimeOffset At, IReadOnlyList<FetchedFile> Files, IReadOnlyDictionary<string, SeenAnswer> Seen, AnswerMeaning End, string Address, int Questions);

/// <summary>A whole file.</summary>
/// <param name="Name">Without folders, and without secrets.</param>
/// <param name="Pages">The answers that it was put together of; empty where it is one.</param>
/// <param name="Dated">When its publisher says that it was changed, or sent; null where it does not say.</param>
/// <param name="Cut">Records, where the publisher has cut it: kept, and not read; null otherwise.</param>
public sealed record FetchedFile(string Address, string Name, ReadOnlyMemory<byte> Bytes, IReadOnlyList<ReadOnlyMemory<byte>> Pages, SeenAnswer Answer, DateTimeOffset At, DateTimeOffset? Dated, int? Cut);
