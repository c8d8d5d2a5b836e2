using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>The cluster as its controllers see it: the objects, the time, and who tells Events.</summary>
internal sealed class Cluster(ObjectStore store, TimeProvider time) : IDisposable
{
    public ObjectStore Store { get; } = store;

    public TimeProvider Time { get; } = time;

    /// <summary>Who belongs to whom.</summary>
    public OwnerIndex Owned { get; } = new(store);

    public EventRecorder Events { get; } = new(store, time);

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The present time as objects carry it.</summary>
    public string NowText => ObjectMeta.Time(Now);

    /// <summary>The objects of a type whose controller is this owner.</summary>
    public List<JsonObject> ControlledBy(JsonObject owner, ResourceType type) =>
        [.. Owned.DependentsOf(owner.Uid()).Where(key => key.Type == type).OrderBy(key => key.Name, StringComparer.Ordinal)
            .Select(Store.Get).OfType<JsonObject>().Where(item => Owners.Controller(item).Is(owner.Uid(), "uid"))];

    /// <summary>The objects of a type that nothing controls, whose labels a selector matches, and that are not ending.</summary>
    public List<JsonObject> Orphans(ResourceType type, string ns, JsonNode? selector) =>
        [.. Owned.Free(type, ns).Select(Store.Get).OfType<JsonObject>()
            .Where(item => !item.IsDeleting() && LabelQuery.Matches(selector, item.At("metadata", "labels")))];

    /// <summary>The object that controls this one, or null.</summary>
    public JsonObject? ControllerOf(JsonObject item)
    {
        if (Owners.Controller(item) is not { } reference || Owners.Type(reference) is not { } type) return null;
        var owner = Store.Get(new(type, type.Namespaced ? item.Namespace() : "", reference.Text("name") ?? ""));
        return owner is not null && reference.Is(owner.Uid(), "uid") ? owner : null;
    }

    /// <summary>Writes a status when the object is still the same one.</summary>
    public void UpdateStatus(ObjectKey key, JsonObject item, JsonObject status) => Store.Update(key, current =>
    {
        if (!current.IsSame(item)) return null;
        current["status"] = status;
        return current;
    });

    /// <summary>Deletes an object when it is still the same one, as its owner's controller does.</summary>
    public void Delete(ObjectKey key, JsonObject item)
    {
        if (Store.Get(key).IsSame(item)) Store.Delete(key);
    }

    /// <summary>Makes an owner the controller of an object that has none.</summary>
    public void Adopt(ResourceType type, JsonObject item, JsonObject owner) => Store.Update(KeyOf(type, item), current =>
    {
        if (!current.IsSame(item) || Owners.Controller(current) is not null) return null;
        Owners.Adopt(current, Owners.ControllerReference(owner));
        return current;
    });

    /// <summary>Whether a namespace is there and not on its way out.</summary>
    public bool IsOpen(string ns) => Get(ResourceCatalog.Namespaces, "", ns) is { } found && !found.IsDeleting();

    public static ObjectKey KeyOf(ResourceType type, JsonObject item) => new(type, item.Namespace(), item.Name());

    public JsonObject? Get(ResourceType type, string ns, string? name) => name is null ? null : Store.Get(new(type, ns, name));

    public void Dispose() => Owned.Dispose();

    public IReadOnlyList<JsonObject> Pods(string? ns) => Store.List(ResourceCatalog.Pods, ns);
}
