using System.Text.Json.Nodes;
using KubeFate.Simulator.Authorization.Roles;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization.Policy;

/// <summary>The roles and bindings that a cluster has before anyone makes some (bootstrap.policy).</summary>
internal static class BootstrapPolicy
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>Adds what is missing; what was changed in an old cluster stays.</summary>
    public static void Furnish(ObjectStore store)
    {
        foreach (var (key, item) in Read())
        {
            if (store.Get(key) is null) store.Create(key, item);
        }

        AggregatedRoles.Update(store);
    }

    private static List<(ObjectKey Key, JsonObject Item)> Read()
    {
        using var reader = new StreamReader(typeof(BootstrapPolicy).Assembly.GetManifestResourceStream("bootstrap.policy")!);
        var objects = new List<(ObjectKey Key, JsonObject Item)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "role":
                    objects.Add((new(ResourceCatalog.ClusterRoles, "", words[1]), Role(words)));
                    break;
                case "bind":
                    objects.Add((new(ResourceCatalog.ClusterRoleBindings, "", words[1]), Binding(words)));
                    break;
                default:
                    ((JsonArray)objects[^1].Item["rules"]!).Add(Rule(words).ToJson());
                    break;
            }
        }

        return objects;
    }

    private static JsonObject Role(string[] words)
    {
        var role = new JsonObject { ["metadata"] = Metadata(), ["rules"] = new JsonArray() };
        for (var at = 2; at < words.Length; at += 2)
        {
            var label = $"{Group}/aggregate-to-{words[at + 1]}";
            if (words[at] is "labelled") role["metadata"]!["labels"]![label] = "true";
            else role["aggregationRule"] = new JsonObject { ["clusterRoleSelectors"] = new JsonArray(Labelled(label)) };
        }

        return role;
    }

    private static JsonObject Labelled(string label) => new() { ["matchLabels"] = new JsonObject { [label] = "true" } };

    private static PolicyRule Rule(string[] words)
    {
        var verbs = words[1].Split(',').SelectMany(verb => verb switch
        {
            "read" => ["get", "list", "watch"],
            "write" => ["create", "delete", "deletecollection", "patch", "update"],
            _ => (string[])[verb],
        });
        return words.Length > 3
            ? new() { Verbs = [.. verbs], Groups = [.. words[2].Split(',').Select(group => group is "-" ? "" : group)], Resources = words[3].Split(',') }
            : new() { Verbs = [.. verbs], Paths = words[2].Split(',') };
    }

    private static JsonObject Binding(string[] words) => new()
    {
        ["metadata"] = Metadata(),
        ["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = "ClusterRole", ["name"] = words[2] },
        ["subjects"] = new JsonArray(
            [.. words.Skip(3).Select(group => new JsonObject { ["apiGroup"] = Group, ["kind"] = "Group", ["name"] = group })]),
    };

    private static JsonObject Metadata() => new()
    {
        ["annotations"] = new JsonObject { [$"{Group.Replace(".k8s.", ".kubernetes.", StringComparison.Ordinal)}/autoupdate"] = "true" },
        ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" },
    };
}
