using System.Collections.Frozen;

namespace KubeFate.Simulator.Schemas;

/// <summary>What a value may be.</summary>
internal enum TypeKind
{
    String,
    Integer,
    Number,
    Boolean,
    Quantity,
    IntOrString,
    Time,
    Bytes,

    /// <summary>Any JSON, owned as a whole.</summary>
    Any,

    /// <summary>Any JSON of a kind we have no schema for: maps are merged key by key, lists are owned as a whole.</summary>
    Deduced,
    Struct,
    Map,
    List,
}

/// <summary>How the items of a list are told apart (<c>x-kubernetes-list-type</c>).</summary>
internal enum ListKind
{
    Atomic,
    Set,
    Map,
}

/// <summary>The type of a value: a scalar, a struct with named fields, a map, or a list.</summary>
internal sealed class TypeSchema
{
    public static readonly TypeSchema Any = new() { Kind = TypeKind.Any, Name = "any" };
    public static readonly TypeSchema Deduced = new() { Kind = TypeKind.Deduced, Name = "deduced" };

    public required TypeKind Kind { get; init; }

    /// <summary>The Go type as decoding errors name it: <c>int32</c>, <c>DeploymentSpec</c>; empty for lists and maps.</summary>
    public required string Name { get; init; }

    /// <summary>The component's name in OpenAPI documents, such as <c>io.k8s.api.apps.v1.DeploymentSpec</c>; structs only.</summary>
    public string OpenApiName { get; init; } = "";

    /// <summary>Whether a struct or map changes hands as a whole (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool IsAtomic { get; init; }

    public ListKind ListKind { get; init; }

    /// <summary>The fields that tell the items of a <see cref="ListKind.Map"/> list apart.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The type of a list's items or a map's values.</summary>
    public TypeSchema? Element { get; init; }

    /// <summary>The fields of a struct. Filled once, while the catalogue is read.</summary>
    public IReadOnlyDictionary<string, FieldSchema> Fields { get; internal set; } = FrozenDictionary<string, FieldSchema>.Empty;

    public FieldSchema? FindField(string name) => Fields.GetValueOrDefault(name);

    /// <summary>The type of the value under a key of a struct or map; null when a struct has no such field.</summary>
    public TypeSchema? ChildType(string name) => Kind switch
    {
        TypeKind.Struct => FindField(name)?.Type,
        TypeKind.Map => Element,
        TypeKind.Deduced => FindField(name)?.Type ?? Deduced,
        _ => null,
    };
}
