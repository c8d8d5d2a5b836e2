using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Network;

/// <summary>
/// Stands in for a load balancer and an ingress controller: Services of type LoadBalancer and Ingresses get an address at once.
/// </summary>
internal sealed class AddressController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change) =>
        change.Key.Type == ResourceCatalog.Services || change.Key.Type == ResourceCatalog.Ingresses ? [change.Key]
        : change.Key.Type == ResourceCatalog.IngressClasses
            ? cluster.Store.List(ResourceCatalog.Ingresses, null).Select(ingress => Cluster.KeyOf(ResourceCatalog.Ingresses, ingress))
            : [];

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } item || item.IsDeleting()) return null;
        var wanted = key.Type == ResourceCatalog.Ingresses ? IsServed(item) ? NodeNames.Address : null
            : item.Text("spec", "type") is "LoadBalancer" ? Free(item)
            : null;
        var balancer = wanted is null ? [] : new JsonObject { ["ingress"] = new JsonArray(new JsonObject { ["ip"] = wanted }) };
        if (wanted is not null && key.Type == ResourceCatalog.Services) balancer["ingress"]![0]!["ipMode"] = "VIP";
        cluster.UpdateStatus(key, item, new() { ["loadBalancer"] = balancer });
        return null;
    }

    // An ingress controller takes what is of its own class, which is there when the controller is, and what names none.
    private bool IsServed(JsonObject ingress) =>
        (ingress.Text("spec", "ingressClassName") ?? ingress.Annotation(IngressAdmission.OlderClass)) is not { Length: > 0 } name
        || cluster.Get(ResourceCatalog.IngressClasses, "", name) is not null;

    // Of 198.51.100.0/24, another range for documentation (RFC 5737): never a real machine's.
    private string Free(JsonObject service)
    {
        if (service.At("status", "loadBalancer").Items("ingress").FirstOrDefault().Text("ip") is { } own) return own;
        var taken = cluster.Store.List(ResourceCatalog.Services, null)
            .SelectMany(other => other.At("status", "loadBalancer").Items("ingress"))
            .Select(ingress => ingress.Text("ip")).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, 254).Select(host => $"198.51.100.{host}")
            .FirstOrDefault(address => !taken.Contains(address)) ?? NodeNames.Address;
    }
}
