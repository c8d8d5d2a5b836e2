using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Garbage;

/// <summary>
/// Deletes what has lost all its owners (background), deletes dependents before an owner that asks for it (foreground), and cuts
/// dependents loose from an owner that leaves them behind (orphan).
/// </summary>
internal sealed class GarbageCollector(Cluster cluster) : IController
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        var owned = change.Object.At("metadata", "ownerReferences") is JsonArray { Count: > 0 };
        if (change.Kind != ChangeKind.Deleted) return owned || change.Object.IsDeleting() ? [change.Key] : [];
        var left = cluster.Owned.DependentsOf(change.Object.Uid());
        return owned ? [.. left, .. OwnerKeys(change.Object)] : left;
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } item) return null;
        if (item.IsDeleting())
        {
            if (item.HasFinalizer(Orphan)) CutLoose(key, item);
            else if (item.HasFinalizer(Foreground)) EndDependents(key, item);
            return null;
        }

        Collect(key, item);
        return null;
    }

    // An owner that is not there (or is another object of the same name) owns nothing; what no owner holds any longer goes.
    private void Collect(ObjectKey key, JsonObject item)
    {
        var references = item.Items("metadata", "ownerReferences").ToList();
        if (references.Count == 0) return;
        var owners = references.Select(reference => (Reference: reference, Owner: Owner(key, reference))).ToList();
        if (owners.TrueForAll(entry => entry.Owner is null))
        {
            cluster.Delete(key, item);
            return;
        }

        if (owners.Exists(entry => entry.Owner is null))
            Keep(key, reference => owners.Exists(entry => entry.Owner is not null && reference.Is(entry.Owner.Uid(), "uid")));
    }

    private JsonObject? Owner(ObjectKey dependent, JsonObject reference)
    {
        // A kind that is not built in cannot be looked up here: its owner counts as there.
        if (Owners.Type(reference) is not { } type) return reference.DeepClone().AsObject();
        var ns = type.Namespaced ? dependent.Namespace : "";
        return cluster.Get(type, ns, reference.Text("name")) is { } owner && reference.Is(owner.Uid(), "uid") ? owner : null;
    }

    private void EndDependents(ObjectKey key, JsonObject owner)
    {
        var blocking = false;
        foreach (var each in cluster.Owned.DependentsOf(owner.Uid()))
        {
            if (cluster.Store.Get(each) is not { } item) continue;
            var blocks = item.Items("metadata", "ownerReferences")
                .Any(reference => reference.Is(owner.Uid(), "uid") && reference.Flag("blockOwnerDeletion"));
            var propagation = blocks && HasDependents(item) ? Propagation.Foreground : Propagation.Background;
            if (!item.IsDeleting()) cluster.Store.Delete(each, new() { Propagation = propagation });
            blocking |= blocks && cluster.Store.Get(each).IsSame(item);
        }

        if (!blocking) Drop(key, Foreground);
    }

    private bool HasDependents(JsonObject item) => cluster.Owned.DependentsOf(item.Uid()).Count > 0;

    private void CutLoose(ObjectKey key, JsonObject owner)
    {
        foreach (var each in cluster.Owned.DependentsOf(owner.Uid())) Keep(each, reference => !reference.Is(owner.Uid(), "uid"));
        Drop(key, Orphan);
    }

    private void Keep(ObjectKey key, Func<JsonObject, bool> kept) => cluster.Store.Update(key, current =>
    {
        var references = current.Items("metadata", "ownerReferences").Where(kept)
            .Select(reference => (JsonNode?)reference.DeepClone()).ToArray();
        if (references.Length > 0) current.Child("metadata")["ownerReferences"] = new JsonArray(references);
        else current.Child("metadata").Remove("ownerReferences");
        return current;
    });

    private void Drop(ObjectKey key, string finalizer) => cluster.Store.Update(key, current =>
    {
        current.RemoveFinalizer(finalizer);
        return current;
    });

    private static IEnumerable<ObjectKey> OwnerKeys(JsonObject item)
    {
        foreach (var reference in item.Items("metadata", "ownerReferences"))
        {
            if (Owners.Type(reference) is { } type)
                yield return new(type, type.Namespaced ? item.Namespace() : "", reference.Text("name") ?? "");
        }
    }
}
