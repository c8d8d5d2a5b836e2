using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>What an apply came to: the object to store, or the conflicts that stopped it.</summary>
internal sealed record ApplyResult
{
    /// <summary>The merged object with its managedFields, not yet defaulted; null when there are conflicts.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>Whether the apply left the object, ownership included, as it was: nothing to write.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>409 with reason Conflict and a FieldManagerConflict cause for each field; null when the apply went through.</summary>
    public ApiFailure? Conflict { get; init; }

    /// <summary>The object, or the conflict thrown.</summary>
    public JsonObject RequireObject() => Object ?? throw Conflict!;
}
