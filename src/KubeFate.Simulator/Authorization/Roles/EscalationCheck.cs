using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization.Roles;

/// <summary>
/// Nobody gives rights that he does not have himself: whoever writes a role must hold its rules or the verb <c>escalate</c>, whoever writes a
/// binding must hold the role's rules or the verb <c>bind</c>.
/// </summary>
internal sealed class EscalationCheck(Authorizer authorizer)
{
    /// <exception cref="ApiFailure">403, naming each right that is not held.</exception>
    public void Require(Identity user, ObjectKey key, JsonObject item, JsonObject? before)
    {
        if (user.IsMaster) return;
        if (key.Type == ResourceCatalog.Roles || key.Type == ResourceCatalog.ClusterRoles) RequireRole(user, key, item, before);
        else if (key.Type == ResourceCatalog.RoleBindings || key.Type == ResourceCatalog.ClusterRoleBindings) RequireBinding(user, key, item, before);
    }

    private void RequireRole(Identity user, ObjectKey key, JsonObject item, JsonObject? before)
    {
        var same = before is not null && JsonNode.DeepEquals(item["rules"], before["rules"])
            && JsonNode.DeepEquals(item["aggregationRule"], before["aggregationRule"]);
        if (same || Holds(user, "escalate", key)) return;
        if (item["aggregationRule"] is not null && Missing(user, "", Everything).Count > 0)
        {
            throw ApiFailure.Forbidden(
                key.Type, key.Name, "must have cluster-admin privileges to use an aggregationRule");
        }

        RequireHeld(user, key, [.. PolicyRule.ReadAll(item["rules"])]);
    }

    private void RequireBinding(Identity user, ObjectKey key, JsonObject item, JsonObject? before)
    {
        var reference = item["roleRef"];
        if (before is not null && JsonNode.DeepEquals(reference, before["roleRef"]) && JsonNode.DeepEquals(item["subjects"], before["subjects"])) return;
        var type = reference.Text("kind") is "ClusterRole" ? ResourceCatalog.ClusterRoles : ResourceCatalog.Roles;
        var role = reference.Text("name") ?? "";
        if (Holds(user, "bind", new(type, key.Namespace, role))) return;
        RequireHeld(user, key, authorizer.Granted.Referenced(reference, key.Namespace) ?? throw ApiFailure.NotFound(type, role));
    }

    private static PolicyRule[] Everything =>
        [new() { Verbs = ["*"], Groups = ["*"], Resources = ["*"] }, new() { Verbs = ["*"], Paths = ["*"] }];

    private bool Holds(Identity user, string verb, ObjectKey role) => authorizer.Decide(new()
    {
        User = user,
        Verb = verb,
        Group = role.Type.Group,
        Resource = role.Type.Plural,
        Namespace = role.Namespace,
        Name = role.Name,
    }).Allowed;

    private List<PolicyRule> Missing(Identity user, string ns, IReadOnlyList<PolicyRule> wanted)
    {
        var held = authorizer.Granted.Of(user, ns).SelectMany(grant => grant.Rules).ToList();
        return [.. wanted.SelectMany(rule => rule.Split()).Where(right => !held.Exists(rule => rule.Covers(right)))];
    }

    private void RequireHeld(Identity user, ObjectKey key, IReadOnlyList<PolicyRule> wanted)
    {
        var missing = Missing(user, key.Namespace, wanted);
        if (missing.Count == 0) return;
        var told = MissingRights.Describe(missing);
        throw ApiFailure.Forbidden(
            key.Type, key.Name,
            $"user \"{user.Name}\" (groups={MissingRights.Quoted(user.Groups)}) is attempting to grant RBAC permissions not currently held:\n{told}");
    }
}
