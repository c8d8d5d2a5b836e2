using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Schemas.OpenApi;

/// <summary>
/// OpenAPI v3 documents of one group version each, as far as clients read them: paths with a <c>patch</c> that names its kind and takes
/// <c>fieldValidation</c> (helm and kubectl ask before they send it), and the schemas that <c>kubectl explain</c> prints.
/// </summary>
internal static class OpenApiDocument
{
    /// <summary>The document of one group version.</summary>
    /// <param name="apiVersion">Such as <c>v1</c> or <c>apps/v1</c>.</param>
    /// <param name="resources">The resources served in that group version; others are left out.</param>
    /// <param name="serverVersion">Such as <c>v1.31.0</c>.</param>
    public static JsonObject Of(string apiVersion, IEnumerable<ResourceType> resources, string serverVersion)
    {
        var paths = new JsonObject();
        var components = new OpenApiComponents();
        foreach (var resource in resources.Where(resource => string.Equals(resource.ApiVersion, apiVersion, StringComparison.Ordinal)))
        {
            AddPaths(paths, resource);
            if (SchemaCatalog.Find(apiVersion, resource.Kind) is { } schema)
            {
                components.AddKind(schema, resource);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = serverVersion },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = components.ToJson() },
        };
    }

    private static void AddPaths(JsonObject paths, ResourceType resource)
    {
        var root = (resource.Group.Length == 0 ? "/api/" : "/apis/") + resource.ApiVersion;
        var collection = root + (resource.Namespaced ? "/namespaces/{namespace}/" : "/") + resource.Plural;
        paths[collection] = new JsonObject
        {
            ["get"] = Operation("list", resource),
            ["post"] = Operation("post", resource, "fieldManager", "fieldValidation", "dryRun"),
        };
        paths[collection + "/{name}"] = new JsonObject
        {
            ["get"] = Operation("get", resource),
            ["put"] = Operation("put", resource, "fieldManager", "fieldValidation", "dryRun"),
            ["patch"] = Operation("patch", resource, "fieldManager", "fieldValidation", "dryRun", "force"),
            ["delete"] = Operation("delete", resource, "dryRun", "propagationPolicy"),
        };
    }

    private static JsonObject Operation(string action, ResourceType resource, params string[] parameters) => new()
    {
        ["parameters"] = new JsonArray([.. parameters.Select(name => new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["schema"] = new JsonObject { ["type"] = name is "force" ? "boolean" : "string", ["uniqueItems"] = true },
        })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-action"] = action,
        ["x-kubernetes-group-version-kind"] = KindOf(resource),
    };

    internal static JsonObject KindOf(ResourceType resource) => new()
    {
        ["group"] = resource.Group,
        ["kind"] = resource.Kind,
        ["version"] = resource.Version,
    };
}
