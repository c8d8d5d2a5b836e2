namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>One entry of <c>metadata.managedFields</c>: who owns which fields, and by which kind of write.</summary>
internal sealed record ManagedEntry
{
    public required string Manager { get; init; }

    /// <summary>Whether the fields were applied; else they were written by an update.</summary>
    public required bool IsApply { get; init; }

    public required string ApiVersion { get; init; }

    /// <summary>Empty for the object itself; <c>status</c>, <c>scale</c>.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>RFC 3339, whole seconds, UTC; null when unknown.</summary>
    public string? Time { get; init; }

    public FieldSet Fields { get; init; } = FieldSet.Empty;

    /// <summary>As conflicts name it: <c>"kubectl" with subresource "scale" using apps/v1</c>.</summary>
    public string Display =>
        $"\"{Manager}\""
        + (Subresource.Length == 0 ? "" : $" with subresource \"{Subresource}\"")
        + (IsApply ? "" : $" using {ApiVersion}");

    /// <summary>Whether both are the entry of one workflow. An applier keeps its entry when it applies by another version.</summary>
    public bool IsSameWorkflow(ManagedEntry other) =>
        IsApply == other.IsApply
        && string.Equals(Manager, other.Manager, StringComparison.Ordinal)
        && string.Equals(Subresource, other.Subresource, StringComparison.Ordinal)
        && (IsApply || string.Equals(ApiVersion, other.ApiVersion, StringComparison.Ordinal));
}
