using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.OpenApi;

/// <summary>
/// The document of one group version: for each type its paths, whose operations say which kind they are about and that the server
/// validates fields (kubectl and helm then leave that to it), and the schemas that <c>kubectl explain</c> reads.
/// </summary>
internal static class OpenApiDocument
{
    public static JsonObject Of(IReadOnlyList<ResourceType> types, string version)
    {
        var paths = new JsonObject();
        foreach (var type in types) AddPaths(paths, type);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes, simulated by KubeFATE", ["version"] = version },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = new JsonObject() },
        };
    }

    private static void AddPaths(JsonObject paths, ResourceType type)
    {
        var root = (type.Group.Length == 0 ? "/api/" : "/apis/") + type.ApiVersion + (type.Namespaced ? "/namespaces/{namespace}/" : "/") + type.Plural;
        if (!type.IsStored)
        {
            paths[root] = new JsonObject { ["post"] = Operation(type, "post", validates: true) };
            return;
        }

        paths[root] = new JsonObject { ["get"] = Operation(type, "list", validates: false), ["post"] = Operation(type, "post", validates: true) };
        paths[root + "/{name}"] = new JsonObject
        {
            ["get"] = Operation(type, "get", validates: false),
            ["put"] = Operation(type, "put", validates: true),
            ["patch"] = Operation(type, "patch", validates: true),
            ["delete"] = Operation(type, "delete", validates: false),
        };
    }

    private static JsonObject Operation(ResourceType type, string action, bool validates)
    {
        var parameters = new JsonArray(Parameter("dryRun"));
        if (validates)
        {
            parameters.Add(Parameter("fieldManager"));
            parameters.Add(Parameter("fieldValidation"));
        }

        return new JsonObject
        {
            ["parameters"] = parameters,
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = type.Group, ["kind"] = type.Kind, ["version"] = type.Version },
        };
    }

    private static JsonObject Parameter(string name) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
    };
}
