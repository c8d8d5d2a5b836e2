using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

/// <summary>One kind of object as the API serves it. Two types are equal when group, version and plural are.</summary>
internal sealed record ResourceType
{
    /// <summary>The API group; empty for the core group.</summary>
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public required string Kind { get; init; }

    public required bool Namespaced { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool HasStatus { get; init; }

    public bool HasScale { get; init; }

    /// <summary>Whether a change of <c>spec</c> raises <c>metadata.generation</c>.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether objects are kept; a review only answers a POST.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>Whether a finished deletion answers with the object instead of a Status, as a real server does for a few kinds.</summary>
    public bool DeletionReturnsObject { get; init; }

    /// <summary>The <c>additionalPrinterColumns</c> of a custom type.</summary>
    public IReadOnlyList<JsonObject> PrinterColumns { get; init; } = [];

    /// <summary>The <c>openAPIV3Schema</c> of a custom type: its objects are held to it, and <c>kubectl explain</c> reads it.</summary>
    public JsonObject? OpenApiSchema { get; init; }

    /// <summary>Set for a type that shows the objects of another; null for one that has its own.</summary>
    public TypeView? View { get; init; }

    /// <summary>The type that the store knows the objects by.</summary>
    public ResourceType Stored => View?.Stored ?? this;

    /// <summary><c>v1</c> or <c>apps/v1</c>, as objects say it.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    /// <summary><c>deployments.apps</c>, or the plural alone in the core group: the name that messages use.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : Plural + "." + Group;

    public bool Equals(ResourceType? other) =>
        other is not null && Plural == other.Plural && Group == other.Group && Version == other.Version;

    public override int GetHashCode() => HashCode.Combine(Group, Version, Plural);

    public override string ToString() => ApiVersion + "/" + Plural;
}
