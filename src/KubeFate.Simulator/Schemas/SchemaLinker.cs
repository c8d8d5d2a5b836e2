namespace KubeFate.Simulator.Schemas;

/// <summary>Turns parsed text into types that point at each other. A name is looked up in its own group, then meta/v1, then v1.</summary>
internal sealed class SchemaLinker
{
    private static readonly string[] SharedGroups = ["meta/v1", "v1"];
    private static readonly Dictionary<string, TypeSchema> Scalars = new[]
    {
        Scalar("string", TypeKind.String),
        Scalar("int32", TypeKind.Integer),
        Scalar("int64", TypeKind.Integer),
        Scalar("double", TypeKind.Number),
        Scalar("bool", TypeKind.Boolean),
        Scalar("quantity", TypeKind.Quantity),
        Scalar("intOrString", TypeKind.IntOrString),
        Scalar("time", TypeKind.Time),
        Scalar("microTime", TypeKind.Time),
        Scalar("bytes", TypeKind.Bytes),
        TypeSchema.Any,
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    private readonly Dictionary<(string ApiVersion, string Name), TypeSchema> _structs = [];

    /// <summary>Every struct by group version and name.</summary>
    public IReadOnlyDictionary<(string ApiVersion, string Name), TypeSchema> Link(IReadOnlyList<StructText> texts)
    {
        foreach (var text in texts)
        {
            _structs[(text.ApiVersion, text.Name)] = new TypeSchema
            {
                Kind = TypeKind.Struct,
                Name = text.Name,
                OpenApiName = text.OpenApiName,
                IsAtomic = text.IsAtomic,
            };
        }

        foreach (var text in texts)
        {
            var implied = text.IsKind ? KindFields : [];
            _structs[(text.ApiVersion, text.Name)].Fields =
                implied.Concat(text.Fields).Select(field => Link(text.ApiVersion, field)).ToDictionary(field => field.Name, StringComparer.Ordinal);
        }

        return _structs;
    }

    private static FieldText[] KindFields => [new("apiVersion", "string"), new("kind", "string"), new("metadata", "ObjectMeta")];

    private static TypeSchema Scalar(string name, TypeKind kind) => new() { Kind = kind, Name = name };

    private FieldSchema Link(string apiVersion, FieldText text)
    {
        var type = Resolve(apiVersion, text.Type, text);
        return new FieldSchema
        {
            Name = text.Name,
            Type = type,
            Required = text.Required,
            Default = text.Default is null ? null : DefaultJson(text.Default, type.Kind),
            Merge = text.Merge,
            MergeKey = text.MergeKey,
            RetainKeys = text.RetainKeys,
            Enum = text.Enum,
        };
    }

    private TypeSchema Resolve(string apiVersion, string name, FieldText? outermost)
    {
        if (name.StartsWith("[]", StringComparison.Ordinal) || name.StartsWith("{}", StringComparison.Ordinal))
        {
            return new TypeSchema
            {
                Kind = name[0] == '[' ? TypeKind.List : TypeKind.Map,
                Name = "",
                Element = Resolve(apiVersion, name[2..], null),
                IsAtomic = outermost?.IsAtomic ?? false,
                ListKind = outermost?.ListKind ?? ListKind.Atomic,
                Keys = outermost?.Keys ?? [],
            };
        }

        return Scalars.GetValueOrDefault(name) ?? FindStruct(apiVersion, name);
    }

    private TypeSchema FindStruct(string apiVersion, string name) =>
        SharedGroups.Prepend(apiVersion).Select(group => _structs.GetValueOrDefault((group, name))).FirstOrDefault(type => type is not null)
        ?? throw new FormatException($"Schema data: {apiVersion} names the type '{name}', which no file declares.");

    private static string DefaultJson(string text, TypeKind kind)
    {
        var isNumber = kind == TypeKind.IntOrString && text.All(char.IsAsciiDigit);
        var isText = kind is TypeKind.String or TypeKind.IntOrString && !isNumber && text[0] != '"';
        return isText ? "\"" + text + "\"" : text;
    }
}
