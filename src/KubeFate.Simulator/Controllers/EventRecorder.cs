using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>
/// Tells Events as the real components do: the same thing said again about the same object raises the first Event's count.
/// Events are kept for an hour, as a real server's default is; old ones go when new ones come.
/// </summary>
internal sealed class EventRecorder(ObjectStore store, TimeProvider time)
{
    private const string Scheduler = "default-scheduler";
    private static readonly TimeSpan kept = TimeSpan.FromHours(1);

    // Event names carry a number that only grows, so that Events of one second keep their order when clients sort them by name.
    private long lastNumber;
    private DateTimeOffset lastSweep;
    private Dictionary<Sameness, ObjectKey>? told;

    public void Normal(JsonObject about, string component, string reason, string message) =>
        Record(about, component, "Normal", reason, message);

    public void Warning(JsonObject about, string component, string reason, string message) =>
        Record(about, component, "Warning", reason, message);

    /// <summary>Records an Event, or raises the count of the one that said the same before.</summary>
    /// <param name="fieldPath">The part of the object that is meant, such as <c>spec.containers{python}</c>.</param>
    public void Record(JsonObject about, string component, string type, string reason, string message, string? fieldPath = null)
    {
        var now = ObjectMeta.Time(time.GetUtcNow());
        Sweep();
        var ns = about.Namespace() is { Length: > 0 } own ? own : "default";

        // A namespace that is ending takes nothing new; an Event would keep it from ever being empty.
        if (store.Get(new(ResourceCatalog.Namespaces, "", ns)) is not { } open || open.IsDeleting()) return;
        var same = new Sameness(about.Uid(), component, reason, message, fieldPath);
        if (Told().TryGetValue(same, out var earlier) && Raise(earlier, now)) return;
        lastNumber = Math.Max(lastNumber + 1, time.GetUtcNow().UtcTicks);
        var name = $"{about.Name()}.{lastNumber.ToString("x16", CultureInfo.InvariantCulture)}";
        var key = new ObjectKey(ResourceCatalog.Events, ns, name);
        Told()[same] = key;
        var item = new JsonObject
        {
            ["involvedObject"] = Involved(about, fieldPath),
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = type,
            ["reportingComponent"] = component,
        };
        Date(item, component);
        store.Create(key, item);
    }

    // The scheduler tells its Events by the newer API: one time, no count, nothing in the older fields.
    private void Date(JsonObject item, string component)
    {
        var now = time.GetUtcNow();
        var isNew = component is Scheduler;
        item["source"] = isNew ? new JsonObject() : Source(component);
        item["firstTimestamp"] = isNew ? null : ObjectMeta.Time(now);
        item["lastTimestamp"] = isNew ? null : ObjectMeta.Time(now);
        item["eventTime"] = isNew ? now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture) : null;
        item["reportingInstance"] = isNew ? $"{Scheduler}-{NodeNames.Node}" : component is "kubelet" ? NodeNames.Node : "";
        if (isNew) item["action"] = item.Text("reason") is "Scheduled" ? "Binding" : "Scheduling";
        else item["count"] = 1;
    }

    private static JsonObject Source(string component) => component is "kubelet"
        ? new() { ["component"] = component, ["host"] = NodeNames.Node }
        : new() { ["component"] = component };

    private static JsonObject Involved(JsonObject about, string? fieldPath)
    {
        var involved = new JsonObject
        {
            ["kind"] = about.Text("kind"),
            ["name"] = about.Name(),
            ["uid"] = about.Uid(),
            ["apiVersion"] = about.Text("apiVersion"),
            ["resourceVersion"] = about.Text("metadata", "resourceVersion"),
        };
        if (about.Namespace() is { Length: > 0 } ns) involved["namespace"] = ns;
        if (fieldPath is not null) involved["fieldPath"] = fieldPath;
        return involved;
    }

    // Read once from the store, so that a restarted cluster goes on counting.
    private Dictionary<Sameness, ObjectKey> Told()
    {
        if (told is not null) return told;
        told = [];
        foreach (var item in store.List(ResourceCatalog.Events, null))
        {
            var about = item["involvedObject"];
            var same = new Sameness(
                about.Text("uid") ?? "", item.Text("reportingComponent"), item.Text("reason"), item.Text("message"), about.Text("fieldPath"));
            told[same] = new(ResourceCatalog.Events, item.Namespace(), item.Name());
        }

        return told;
    }

    private bool Raise(ObjectKey key, string now) => store.Update(key, item =>
    {
        // The newer API counts in a series, which keeps what it began with.
        if (item.Text("reportingComponent") is Scheduler)
        {
            item["series"] = new JsonObject
            {
                ["count"] = item.Count("series", "count") + (item["series"] is null ? 2 : 1),
                ["lastObservedTime"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
            };
            return item;
        }

        item["count"] = item.Count("count") + 1;
        item["lastTimestamp"] = now;
        return item;
    }) is not null;

    private void Sweep()
    {
        var now = time.GetUtcNow();
        if (now - lastSweep < TimeSpan.FromMinutes(5)) return;
        lastSweep = now;
        foreach (var item in store.List(ResourceCatalog.Events, null))
        {
            if ((item.Time("lastTimestamp") ?? item.Time("series", "lastObservedTime") ?? item.Time("eventTime")) is { } last && now - last > kept)
                store.Delete(new(ResourceCatalog.Events, item.Namespace(), item.Name()));
        }

        told = null;
    }

    private readonly record struct Sameness(string Uid, string? Component, string? Reason, string? Message, string? FieldPath);
}
