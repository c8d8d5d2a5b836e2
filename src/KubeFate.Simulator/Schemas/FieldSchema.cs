namespace KubeFate.Simulator.Schemas;

/// <summary>One field of a struct, with what strategic merge, defaulting and OpenAPI say of it.</summary>
internal sealed record FieldSchema
{
    public required string Name { get; init; }

    public required TypeSchema Type { get; init; }

    public bool Required { get; init; }

    /// <summary>JSON text set when the field is absent; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Strategic merge merges the list (by <see cref="MergeKey"/>, or as a set when that is null) rather than replacing it.</summary>
    public bool Merge { get; init; }

    /// <summary>The key of strategic merge. It may differ from the keys of server-side apply: Service ports merge by <c>port</c> alone.</summary>
    public string? MergeKey { get; init; }

    public bool RetainKeys { get; init; }

    /// <summary>The values that the API documents for a string; empty when it is open.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];
}
