using KubeFate.Simulator.Protobuf;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.OpenApi;

/// <summary>
/// OpenAPI v2 as the protobuf that helm 3 and kubectl before 1.27 insist on (message <c>openapi.v2.Document</c>; the numbers are its field
/// numbers). It defines no schemas, so those clients validate nothing themselves: a kind without a schema passes. It has what they look
/// for otherwise: which kinds take the query parameters of a server dry run and of field validation.
/// </summary>
internal static class OpenApiV2Document
{
    /// <summary>Clients ask for it with <c>@v1.0</c>, which is no valid media type and so cannot be the answer's.</summary>
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static readonly string[] Parameters = ["dryRun", "fieldManager", "fieldValidation"];

    public static byte[] Of(IEnumerable<ResourceType> types, string version)
    {
        var paths = new ProtobufWriter();
        foreach (var type in types.Where(type => type.IsStored)) paths.Message(2, NamedPath(type));
        return new ProtobufWriter().Text(1, "2.0").Message(2, new ProtobufWriter().Text(1, "Kubernetes, simulated by KubeFATE").Text(2, version))
            .Message(8, paths).Written.ToArray();
    }

    private static ProtobufWriter NamedPath(ResourceType type)
    {
        var root = (type.Group.Length == 0 ? "/api/" : "/apis/") + type.ApiVersion + (type.Namespaced ? "/namespaces/{namespace}/" : "/");
        var patch = new ProtobufWriter();
        foreach (var parameter in Parameters) patch.Message(8, QueryParameter(parameter));
        patch.Message(13, Extension("x-kubernetes-group-version-kind", $"group: \"{type.Group}\"\nversion: {type.Version}\nkind: {type.Kind}\n"));
        return new ProtobufWriter().Text(1, $"{root}{type.Plural}/{{name}}").Message(2, new ProtobufWriter().Message(8, patch));
    }

    // ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema.
    private static ProtobufWriter QueryParameter(string name)
    {
        var query = new ProtobufWriter().Text(2, "query").Text(4, name).Text(6, "string");
        return new ProtobufWriter().Message(1, new ProtobufWriter().Message(2, new ProtobufWriter().Message(3, query)));
    }

    private static ProtobufWriter Extension(string name, string yaml) =>
        new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Text(2, yaml));
}
