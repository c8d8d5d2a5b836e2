using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>What a server fills in by kind, beyond the schema's defaults.</summary>
internal static class NewObject
{
    /// <summary>Completes an object at its creation.</summary>
    public static void Complete(ResourceType type, JsonObject item)
    {
        Normalize(type, item);
        if (type == ResourceCatalog.Namespaces) Namespace(item);
        else if (type == ResourceCatalog.Pods) item["status"] = new JsonObject { ["phase"] = "Pending" };
        else if (type == ResourceCatalog.PersistentVolumeClaims || type == ResourceCatalog.PersistentVolumes)
            item["status"] = new JsonObject { ["phase"] = "Pending" };
        else if (type == ResourceCatalog.Services || type == ResourceCatalog.Ingresses)
            item["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        else if (type == ResourceCatalog.Jobs) Job(item);
        else if (type.HasStatus && type.Group == "apps") item["status"] = new JsonObject();
    }

    /// <summary>Brings an object into the one form that it is kept in.</summary>
    public static void Normalize(ResourceType type, JsonObject item)
    {
        if (type == ResourceCatalog.Secrets && item["stringData"] is JsonObject texts)
        {
            if (item["data"] is not JsonObject data) item["data"] = data = [];
            foreach (var (key, value) in texts) data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
            item.Remove("stringData");
        }

        if (type == ResourceCatalog.Namespaces)
        {
            var metadata = ObjectMeta.Metadata(item);
            if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
            labels["kubernetes.io/metadata.name"] = ObjectMeta.Name(item);
        }
    }

    private static void Namespace(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec) item["spec"] = spec = [];
        if (spec["finalizers"] is not JsonArray finalizers) spec["finalizers"] = finalizers = [];
        if (!finalizers.Any(name => name?.ToString() == "kubernetes")) finalizers.Add("kubernetes");
        item["status"] = new JsonObject { ["phase"] = "Active" };
    }

    // A job selects its pods by its own uid, unless the sender takes that upon himself.
    private static void Job(JsonObject item)
    {
        item["status"] = new JsonObject();
        if (item["spec"] is not JsonObject spec || spec["manualSelector"]?.ToString() == "true") return;
        var uid = Guid.NewGuid().ToString();
        ObjectMeta.Metadata(item)["uid"] = uid;
        if (spec["template"] is not JsonObject template) return;
        var metadata = ObjectMeta.Metadata(template);
        if (metadata["labels"] is not JsonObject labels) metadata["labels"] = labels = [];
        foreach (var prefix in (ReadOnlySpan<string>)["batch.kubernetes.io/", ""])
        {
            labels[prefix + "controller-uid"] = uid;
            labels[prefix + "job-name"] = ObjectMeta.Name(item);
        }

        spec["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid } };
    }
}
