using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization.Roles;

/// <summary>The rules of one binding that a user has, and how RBAC names the binding.</summary>
/// <param name="Problem">Set when the bound role does not exist; then there are no rules.</param>
internal sealed record Grant(string Source, IReadOnlyList<PolicyRule> Rules, string? Problem = null);

/// <summary>Reads from the cluster's bindings which rules a user has.</summary>
internal sealed class GrantedRules(ObjectStore store)
{
    /// <summary>By the bindings of the cluster, then by those of the namespace.</summary>
    /// <param name="ns">Empty at the cluster's scope.</param>
    public IEnumerable<Grant> Of(Identity user, string ns)
    {
        foreach (var binding in store.List(ResourceCatalog.ClusterRoleBindings, null))
        {
            if (Subject(binding, user, "") is { } subject) yield return Read(binding, subject, "");
        }

        if (ns.Length == 0) yield break;
        foreach (var binding in store.List(ResourceCatalog.RoleBindings, ns))
        {
            if (Subject(binding, user, ns) is { } subject) yield return Read(binding, subject, ns);
        }
    }

    /// <summary>The rules of the role that a binding names; null when there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? Referenced(JsonNode? reference, string ns)
    {
        var name = reference.Text("name") ?? "";
        var key = reference.Text("kind") is "ClusterRole"
            ? new ObjectKey(ResourceCatalog.ClusterRoles, "", name)
            : new ObjectKey(ResourceCatalog.Roles, ns, name);
        return store.Get(key) is { } role ? [.. PolicyRule.ReadAll(role["rules"])] : null;
    }

    private Grant Read(JsonObject binding, JsonObject subject, string ns)
    {
        var reference = binding["roleRef"];
        var (kind, role) = (reference.Text("kind") ?? "", reference.Text("name") ?? "");
        var source = ns.Length == 0
            ? $"ClusterRoleBinding \"{binding.Name()}\" of {kind} \"{role}\" to {Describe(subject, ns)}"
            : $"RoleBinding \"{binding.Name()}/{ns}\" of {kind} \"{role}\" to {Describe(subject, ns)}";
        return Referenced(reference, ns) is { } rules
            ? new(source, rules)
            : new(source, [], $"{kind.ToLowerInvariant()}.rbac.authorization.k8s.io \"{role}\" not found");
    }

    private static JsonObject? Subject(JsonObject binding, Identity user, string ns) => binding.Items("subjects").FirstOrDefault(subject =>
    {
        var name = subject.Text("name") ?? "";
        return subject.Text("kind") switch
        {
            "User" => name == user.Name,
            "Group" => user.Groups.Contains(name),
            "ServiceAccount" => Namespace(subject, ns) is { Length: > 0 } home && user.Name == Identity.AccountName(home, name),
            _ => false,
        };
    });

    // An account without a namespace is one of the binding's own namespace.
    private static string Namespace(JsonObject subject, string ns) => subject.Text("namespace") is { Length: > 0 } own ? own : ns;

    private static string Describe(JsonObject subject, string ns) => subject.Text("kind") is "ServiceAccount"
        ? $"ServiceAccount \"{subject.Text("name")}/{Namespace(subject, ns)}\""
        : $"{subject.Text("kind")} \"{subject.Text("name")}\"";
}
