using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Discovery;
using KubeFate.Simulator.Schemas.OpenApi;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.OpenApi;

/// <summary>OpenAPI: v3 as an index and one document a group version; v2 as the protobuf that older clients read.</summary>
internal sealed class OpenApiRoutes(SimulatedCluster cluster)
{
    private const string Index = "/openapi/v3";

    private static readonly Guid Build = typeof(OpenApiRoutes).Module.ModuleVersionId;

    private readonly CachedAnswers answers = new(cluster.Types);

    /// <summary>False when the path is none of OpenAPI's.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext http, string path, CancellationToken cancellationToken)
    {
        if (path.TrimEnd('/') == "/openapi/v2")
        {
            RequireProtobuf(http.Request);
            await answers.SendAsync(http, path, OpenApiV2Document.MediaType, types => OpenApiV2Document.Of(types, cluster.Version), cancellationToken);
            return true;
        }

        if (!path.StartsWith(Index, StringComparison.Ordinal)) return false;
        if (path.TrimEnd('/') == Index)
        {
            await answers.SendAsync(http, Index, "application/json", types => CachedAnswers.Json(MakeIndex(types)), cancellationToken);
            return true;
        }

        var groupVersion = ServedGroups.Of(cluster.Types.All).SelectMany(group => group.Versions)
            .FirstOrDefault(version => PathOf(version) == path[(Index.Length + 1)..]);
        if (groupVersion is null) return false;
        await answers.SendAsync(http, PathOf(groupVersion), "application/json", _ => CachedAnswers.Json(Document(groupVersion)), cancellationToken);
        return true;
    }

    private static void RequireProtobuf(HttpRequest request)
    {
        if (request.Headers.Accept.ToString().Contains("openapi.spec.v2", StringComparison.Ordinal)) return;
        throw new ApiFailure(406, "NotAcceptable", $"OpenAPI v2 is served as {OpenApiV2Document.MediaType} only; JSON is at {Index}");
    }

    private static string PathOf(ServedVersion version) =>
        (version.Types[0].Group.Length == 0 ? "api/" : "apis/") + version.Types[0].ApiVersion;

    private JsonObject Document(ServedVersion version)
    {
        var document = OpenApiDocument.Of(version.Types[0].ApiVersion, version.Types, cluster.Version);
        var schemas = (JsonObject)document["components"]!["schemas"]!;
        foreach (var type in version.Types.Where(type => type.OpenApiSchema is not null))
        {
            var schema = (JsonObject)type.OpenApiSchema!.DeepClone();
            schema["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiDocument.KindOf(type));
            schemas[$"{string.Join('.', type.Group.Split('.').Reverse())}.{type.Version}.{type.Kind}"] = schema;
        }

        return document;
    }

    // Clients keep a document by its hash. It is taken from what the document is made of, so that no document is made before it is asked for.
    private string Hash(string path) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build} {cluster.Types.Edition} {path}")), 0, 16);

    private JsonObject MakeIndex(IReadOnlyList<ResourceType> types)
    {
        var paths = new JsonObject();
        foreach (var version in ServedGroups.Of(types).SelectMany(group => group.Versions))
        {
            var path = PathOf(version);
            paths[path] = new JsonObject { ["serverRelativeURL"] = $"{Index}/{path}?hash={Hash(path)}" };
        }

        return new JsonObject { ["paths"] = paths };
    }
}
