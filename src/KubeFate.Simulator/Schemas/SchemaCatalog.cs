using System.Collections.Frozen;

namespace KubeFate.Simulator.Schemas;

/// <summary>
/// The schema of every built-in kind the Simulator serves: field names and types, list types and merge keys, and the defaults a client
/// notices. Facts of Kubernetes' public OpenAPI description, kept as our own text in Data/*.schema; read once, at first use.
/// </summary>
internal static class SchemaCatalog
{
    private static readonly Lazy<FrozenDictionary<(string ApiVersion, string Kind), ObjectSchema>> Kinds = new(Load);

    /// <summary>Every kind, in the order of the data files.</summary>
    public static IEnumerable<ObjectSchema> All => Kinds.Value.Values;

    /// <summary>The schema of a kind.</summary>
    /// <param name="apiVersion">Such as <c>apps/v1</c>; <c>v1</c> for the core group.</param>
    /// <returns>Null for a kind we have no schema for; see <see cref="ObjectSchema.Unknown"/>.</returns>
    public static ObjectSchema? Find(string apiVersion, string kind) => Kinds.Value.GetValueOrDefault((apiVersion, kind));

    /// <summary>The schema of a kind, or one that takes any field beside metadata (custom resources).</summary>
    public static ObjectSchema FindOrUnknown(string apiVersion, string kind) => Find(apiVersion, kind) ?? ObjectSchema.Unknown(apiVersion, kind);

    private static FrozenDictionary<(string ApiVersion, string Kind), ObjectSchema> Load()
    {
        var assembly = typeof(SchemaCatalog).Assembly;
        var texts = new List<StructText>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.AddRange(SchemaFile.Parse(reader));
        }

        var structs = new SchemaLinker().Link(texts);
        return texts.Where(text => text.IsKind)
            .Select(text => new ObjectSchema(text.ApiVersion, text.Name, structs[(text.ApiVersion, text.Name)]))
            .ToFrozenDictionary(schema => (schema.ApiVersion, schema.Kind));
    }
}
