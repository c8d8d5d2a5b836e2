using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Namespaces;

/// <summary>Gives every namespace its default ServiceAccount and root certificate, and empties one that is ending before it goes.</summary>
internal sealed class NamespaceController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.Namespaces) return [change.Key];
        var matters = change.Kind == ChangeKind.Deleted || (change.Key.Type == ResourceCatalog.Pods && change.Object.IsDeleting());
        return change.Key.Namespace.Length > 0 && matters ? [new(ResourceCatalog.Namespaces, "", change.Key.Namespace)] : [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } ns) return null;
        if (ns.IsDeleting()) Empty(key, ns);
        else Furnish(key.Name);
        return null;
    }

    private void Furnish(string ns)
    {
        var account = new ObjectKey(ResourceCatalog.ServiceAccounts, ns, "default");
        if (cluster.Store.Get(account) is null) cluster.Store.Create(account, []);
        var certificate = new ObjectKey(ResourceCatalog.ConfigMaps, ns, "kube-root-ca.crt");
        if (cluster.Store.Get(certificate) is not null) return;
        cluster.Store.Create(certificate, new()
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject
                {
                    ["kubernetes.io/description"] = "Stands where a cluster keeps the certificate of its API server; this one has none.",
                },
            },
            ["data"] = new JsonObject { ["ca.crt"] = "# simulated cluster: plain HTTP, no certificate\n" },
        });
    }

    private void Empty(ObjectKey key, JsonObject ns)
    {
        var held = new List<(ObjectKey Key, JsonObject Item)>();
        foreach (var (each, item) in cluster.Store.All().Where(entry => string.Equals(entry.Key.Namespace, key.Name, StringComparison.Ordinal)))
        {
            if (!item.IsDeleting()) cluster.Store.Delete(each);
            if (cluster.Store.Get(each) is { } left) held.Add((each, left));
        }

        if (held.Count > 0)
        {
            cluster.UpdateStatus(key, ns, Terminating(ns, held));
            return;
        }

        cluster.Store.Update(key, current =>
        {
            current.Child("spec").Remove("finalizers");
            return current;
        });
    }

    private JsonObject Terminating(JsonObject ns, List<(ObjectKey Key, JsonObject Item)> held)
    {
        var kinds = held.GroupBy(entry => entry.Key.Type).OrderBy(group => group.Key.QualifiedName, StringComparer.Ordinal)
            .Select(group => $"{group.Key.QualifiedName}{(group.Key.Group.Length > 0 ? "" : ".")} has {group.Count()} resource instances");
        var finalizers = held.SelectMany(entry => Finalizers(entry.Item))
            .GroupBy(name => name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} in {group.Count()} resource instances").ToList();
        var remaining = $"Some resources are remaining: {string.Join(", ", kinds)}";
        var finalizing = $"Some content in the namespace has finalizers remaining: {string.Join(", ", finalizers)}";
        return new()
        {
            ["phase"] = "Terminating",
            ["conditions"] = new JsonArray(
                Condition(ns, "NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
                Condition(ns, "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed"),
                Condition(ns, "NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization"),
                Condition(ns, "NamespaceContentRemaining", true, "SomeResourcesRemain", remaining),
                finalizers.Count > 0
                    ? Condition(ns, "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", finalizing)
                    : Condition(ns, "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished")),
        };
    }

    private static IEnumerable<string> Finalizers(JsonObject item) =>
        item.At("metadata", "finalizers") is JsonArray all ? all.Select(name => name!.ToString()) : [];

    private JsonObject Condition(JsonObject ns, string type, bool holds, string reason, string message)
    {
        var known = ns.Condition(type);
        var status = holds ? "True" : "False";
        return new()
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = known.Is(status, "status") ? known.Text("lastTransitionTime") : cluster.NowText,
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
