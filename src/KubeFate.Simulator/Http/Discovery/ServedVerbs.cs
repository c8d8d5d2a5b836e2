using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Discovery;

/// <summary>A part of a resource that has a path of its own.</summary>
/// <param name="Group">Of the kind that it takes and gives.</param>
internal sealed record Subresource(string Name, string Group, string Version, string Kind, params string[] Verbs);

/// <summary>What can be done with each type.</summary>
internal static class ServedVerbs
{
    private static readonly string[] All = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly string[] CreateOnly = ["create"];

    public static IReadOnlyList<string> Of(ResourceType type) =>
        !type.IsStored ? CreateOnly : type == ResourceCatalog.Namespaces ? [.. All.Where(verb => verb != "deletecollection")] : All;

    public static IEnumerable<Subresource> Parts(ResourceType type)
    {
        if (type == ResourceCatalog.Pods)
        {
            yield return new("binding", "", "v1", "Binding", "create");
            yield return new("eviction", "policy", "v1", "Eviction", "create");
            yield return new("exec", "", "v1", "PodExecOptions", "create", "get");
            yield return new("log", "", "v1", "Pod", "get");
            yield return new("portforward", "", "v1", "PodPortForwardOptions", "create", "get");
        }

        if (type == ResourceCatalog.Namespaces) yield return new("finalize", "", "v1", "Namespace", "update");
        if (type == ResourceCatalog.ServiceAccounts) yield return new("token", "authentication.k8s.io", "v1", "TokenRequest", "create");
        if (type.HasScale) yield return new("scale", "autoscaling", "v1", "Scale", "get", "patch", "update");
        if (type.HasStatus) yield return new("status", type.Group, type.Version, type.Kind, "get", "patch", "update");
    }

    public static JsonArray Json(IEnumerable<string> words) => [.. words.Select(word => JsonValue.Create(word))];
}
