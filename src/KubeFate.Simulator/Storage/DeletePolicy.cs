using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

internal enum Propagation
{
    /// <summary>The object goes at once; the garbage collector follows with its dependents.</summary>
    Background,

    /// <summary>The object stays, marked, until its blocking dependents are gone (finalizer <c>foregroundDeletion</c>).</summary>
    Foreground,

    /// <summary>Dependents are kept and lose their owner reference (finalizer <c>orphan</c>).</summary>
    Orphan,
}

/// <summary>How an object is to be deleted.</summary>
internal sealed record DeletePolicy
{
    public Propagation Propagation { get; init; } = Propagation.Background;

    /// <summary>Seconds a pod is given to end; null: its own <c>terminationGracePeriodSeconds</c>, or 30. Zero removes it at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Deletes only the object with this uid, else 409.</summary>
    public string? Uid { get; init; }

    /// <summary>Deletes only this version of the object, else 409.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Tells the outcome and changes nothing.</summary>
    public bool DryRun { get; init; }
}

/// <summary>What a deletion did.</summary>
/// <param name="Object">The object as it was left: marked with a deletionTimestamp, or its last state.</param>
/// <param name="Removed">Whether the object is gone; otherwise a finalizer, a grace period or a namespace's content holds it.</param>
internal sealed record Deletion(JsonObject Object, bool Removed);
