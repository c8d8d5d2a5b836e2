using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Http.Selectors;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Access;

/// <summary>
/// What a request asks for, read from its method and path alone, whether or not anything is served there: whoever may not ask is not told
/// what there is (kubernetes@v1.31 apiserver/pkg/endpoints/request/requestinfo.go).
/// </summary>
internal static class RequestedAccess
{
    public static AccessRequest Of(HttpRequest request, Identity user)
    {
        var path = request.Path.Value ?? "/";
        var parts = path.Trim('/').Split('/');
        var head = parts[0] switch { "api" => 2, "apis" => 3, _ => int.MaxValue };
        if (parts.Length <= head) return new() { User = user, Verb = request.Method.ToLowerInvariant(), Path = path };
        var group = head == 2 ? "" : parts[1];
        var rest = parts[head..].Select(Uri.UnescapeDataString).ToArray();
        var ns = "";
        if (rest is ["namespaces", var named, ..])
        {
            ns = named;
            if (rest.Length > 2 && rest[2] is not ("status" or "finalize")) rest = rest[2..];
        }

        var name = rest.Length > 1 ? rest[1] : "";
        var verb = Verb(request, name);
        if (name.Length == 0 && verb is "list" or "watch" or "deletecollection") name = NameSelected(request);
        return new()
        {
            User = user,
            Verb = verb,
            Group = group,
            Resource = rest[0],
            Subresource = rest.Length > 2 ? rest[2] : "",
            Namespace = ns,
            Name = name,
        };
    }

    private static string Verb(HttpRequest request, string name) => request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => name.Length == 0 ? "deletecollection" : "delete",
        "GET" or "HEAD" when name.Length > 0 => "get",
        "GET" or "HEAD" => request.Query.TryGetValue("watch", out var watch) && watch.ToString() is not ("false" or "0" or "False") ? "watch" : "list",
        var other => other.ToLowerInvariant(),
    };

    // A list of one name is a right to that name.
    private static string NameSelected(HttpRequest request) => SelectorText.Split(request.Query["fieldSelector"])
        .Where(part => part.StartsWith("metadata.name=", StringComparison.Ordinal)).Select(part => part["metadata.name=".Length..].TrimStart('='))
        .FirstOrDefault() ?? "";
}
