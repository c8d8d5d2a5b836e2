using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Checks an object as it came in: its kind, its place, its fields.</summary>
internal static class SentObject
{
    /// <summary>The body as an object of the request's kind, in the request's namespace, unknown fields dropped.</summary>
    /// <exception cref="ApiFailure">400 when it does not belong here, or under strict validation says something unknown or twice.</exception>
    public static JsonObject Accept(ApiRequest request, ReadBody body)
    {
        var item = (JsonObject)body.Content!;
        RequireKind(request.Served, item);
        Place(request, item);
        Warn(request, StructuralSchemas.Find(request.Served)?.Decode(item, request.FieldValidation, body.Duplicates));
        return item;
    }

    public static void Warn(ApiRequest request, IReadOnlyList<string>? warnings)
    {
        foreach (var warning in warnings ?? []) request.Warn(warning);
    }

    /// <summary>An object may leave its apiVersion and kind out, but not name others.</summary>
    public static void RequireKind(ResourceType type, JsonObject item)
    {
        var (apiVersion, kind) = (item["apiVersion"]?.ToString() ?? type.ApiVersion, item["kind"]?.ToString() ?? type.Kind);
        if (apiVersion != type.ApiVersion)
        {
            throw ApiFailure.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({type.ApiVersion})");
        }

        if (kind != type.Kind) throw ApiFailure.BadRequest($"the kind in the data ({kind}) does not match the expected kind ({type.Kind})");
        item["apiVersion"] = apiVersion;
        item["kind"] = kind;
    }

    /// <summary>Puts the request's namespace and name into the object, or refuses when it says others.</summary>
    public static void Place(ApiRequest request, JsonObject item)
    {
        var metadata = ObjectMeta.Metadata(item);
        var ns = request.Target.Namespace ?? "";
        if (ObjectMeta.Namespace(item) is { Length: > 0 } said && said != ns)
            throw ApiFailure.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (ns.Length > 0) metadata["namespace"] = ns;
        if (request.Target.Name is not { } name) return;
        if (ObjectMeta.Name(item) is { Length: > 0 } other && other != name)
            throw ApiFailure.BadRequest($"the name of the object ({other}) does not match the name on the URL ({name})");
        metadata["name"] = name;
    }
}
