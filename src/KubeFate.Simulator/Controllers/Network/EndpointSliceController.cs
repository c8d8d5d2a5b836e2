using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Network;

/// <summary>Lists the pods behind each Service that selects some: one EndpointSlice (however many pods), and the older Endpoints.</summary>
internal sealed class EndpointSliceController(Cluster cluster) : IController
{
    private const string ServiceLabel = "kubernetes.io/service-name";
    private const string ManagedBy = "endpointslice.kubernetes.io/managed-by";
    private const string Headless = "service.kubernetes.io/headless";
    private const string Self = "endpointslice-controller.k8s.io";

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.Services) return [change.Key];
        if (change.Key.Type != ResourceCatalog.Pods) return [];
        return cluster.Store.List(ResourceCatalog.Services, change.Key.Namespace)
            .Where(service => Selects(service, change.Object) || (change.Previous is { } previous && Selects(service, previous)))
            .Select(service => Cluster.KeyOf(ResourceCatalog.Services, service));
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        var service = cluster.Store.Get(key);
        var endpoints = new ObjectKey(ResourceCatalog.Endpoints, key.Namespace, key.Name);
        if (service is null)
        {
            if (cluster.Store.Get(endpoints) is { } left && left.Label(Headless) is not null | left.Annotation(ManagedBy) is Self)
                cluster.Store.Delete(endpoints);
            return null;
        }

        if (!HasSelector(service) || service.IsDeleting() || !cluster.IsOpen(key.Namespace)) return null;
        var backends = cluster.Pods(key.Namespace)
            .Where(pod => Selects(service, pod) && pod.Text("status", "podIP") is not null && !Pods.PodView.IsFinal(pod))
            .OrderBy(pod => pod.Name(), StringComparer.Ordinal)
            .Select(pod => new Backend(pod, service.Flag("spec", "publishNotReadyAddresses"))).ToList();
        Slice(service, backends);
        Put(endpoints, service, Endpoints.Of(service, backends), item => item.SetAnnotation(ManagedBy, Self));
        return null;
    }

    private void Slice(JsonObject service, List<Backend> backends)
    {
        var slice = cluster.Store.List(ResourceCatalog.EndpointSlices, service.Namespace())
            .FirstOrDefault(item => item.Is(service.Name(), "metadata", "labels", ServiceLabel)
                && item.Label(ManagedBy) is Self && !item.IsDeleting());
        var name = slice?.Name() ?? $"{service.Name()}-{Workloads.PodTemplates.RandomSuffix()}";
        Put(new(ResourceCatalog.EndpointSlices, service.Namespace(), name), service, Endpoints.SliceOf(service, backends), item =>
        {
            item.Child("metadata", "labels")[ServiceLabel] = service.Name();
            item.Child("metadata", "labels")[ManagedBy] = Self;
            item.Child("metadata")["generateName"] = service.Name() + "-";
            item.Child("metadata")["ownerReferences"] = new JsonArray(Owners.ControllerReference(service));
        });
    }

    private void Put(ObjectKey key, JsonObject service, JsonObject content, Action<JsonObject> identify)
    {
        JsonObject Change(JsonObject item)
        {
            foreach (var (field, value) in content) item[field] = value?.DeepClone();
            foreach (var (label, value) in service.Texts("metadata", "labels")) item.Child("metadata", "labels")[label] = value;
            if (service.Text("spec", "clusterIP") is "None") item.Child("metadata", "labels")[Headless] = "";
            identify(item);
            return item;
        }

        if (cluster.Store.Get(key) is null) cluster.Store.Create(key, Change([]));
        else cluster.Store.Update(key, Change);
    }

    private static bool HasSelector(JsonObject service) => service.At("spec", "selector") is JsonObject { Count: > 0 };

    private static bool Selects(JsonObject service, JsonObject pod) =>
        HasSelector(service) && LabelQuery.MatchesMap(service.At("spec", "selector"), pod.At("metadata", "labels"));
}
