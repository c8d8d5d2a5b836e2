using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http;

/// <summary>What a resource path names: a collection (no name), an object, or a part of one.</summary>
/// <param name="Namespace">Null when the path names none: a cluster-scoped object, or a list over all namespaces.</param>
internal sealed record RequestTarget(ResourceType Type, string? Namespace, string? Name, string? Subresource)
{
    public ObjectKey Key => new(Type.Stored, Namespace ?? "", Name ?? "");

    /// <summary>Reads <c>/api/v1/…</c> or <c>/apis/group/version/…</c>; null when nothing is served there.</summary>
    public static RequestTarget? Parse(string path, ServedTypes types)
    {
        var parts = path.Trim('/').Split('/');
        if (parts.Any(part => part.Length == 0)) return null;
        var head = parts[0] switch { "api" => 2, "apis" => 3, _ => 0 };
        if (head == 0 || parts.Length <= head) return null;
        var (group, version) = head == 2 ? ("", parts[1]) : (parts[1], parts[2]);
        var rest = parts[head..].Select(Uri.UnescapeDataString).ToArray();

        string? ns = null;
        if (rest is ["namespaces", _, not ("status" or "finalize"), ..])
        {
            ns = rest[1];
            rest = rest[2..];
        }

        if (types.Find(group, version, rest[0]) is not { } type || (ns is not null && !type.Namespaced)) return null;
        return new(type, ns, rest.Length > 1 ? rest[1] : null, rest.Length > 2 ? rest[2] : null);
    }
}
