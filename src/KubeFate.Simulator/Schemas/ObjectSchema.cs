using System.Collections.Frozen;

namespace KubeFate.Simulator.Schemas;

/// <summary>The schema of one kind, and what a server does with an object by it.</summary>
internal sealed class ObjectSchema(string apiVersion, string kind, TypeSchema type)
{
    public string ApiVersion { get; } = apiVersion;

    public string Kind { get; } = kind;

    public TypeSchema Type { get; } = type;

    /// <summary>As Go prints a GroupVersionKind: <c>apps/v1, Kind=Deployment</c>; the core group has an empty name before the slash.</summary>
    public string GroupVersionKind => (ApiVersion.Contains('/') ? ApiVersion : "/" + ApiVersion) + ", Kind=" + Kind;

    /// <summary>A schema that knows only metadata: maps are merged key by key, lists change as a whole (custom resources).</summary>
    public static ObjectSchema Unknown(string apiVersion, string kind)
    {
        var metadata = SchemaCatalog.Find("v1", "ConfigMap")!.Type.FindField("metadata")!;
        var type = new TypeSchema { Kind = TypeKind.Deduced, Name = kind, Fields = new[] { metadata }.ToFrozenDictionary(field => field.Name) };
        return new ObjectSchema(apiVersion, kind, type);
    }
}
