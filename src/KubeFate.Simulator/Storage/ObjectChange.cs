using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

internal enum ChangeKind
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One write, in the order of revisions.</summary>
/// <param name="Object">The object after the write; for a deletion its last state, carrying the deletion's revision.</param>
/// <param name="Previous">The object before the write; null when it was added.</param>
internal sealed record ObjectChange(ChangeKind Kind, ObjectKey Key, JsonObject Object, JsonObject? Previous, long Revision);
