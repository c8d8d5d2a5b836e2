using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>The claims that a pod's volumes use.</summary>
internal static class PodClaims
{
    public static IEnumerable<string> Names(JsonObject pod) => pod.Items("spec", "volumes")
        .Select(volume => volume.Text("persistentVolumeClaim", "claimName"))
        .OfType<string>();

    public static bool Uses(JsonObject pod, string claim) => Names(pod).Contains(claim, StringComparer.Ordinal);

    /// <summary>Whether a claim's volume is only made once a pod that uses it has a node.</summary>
    public static bool WaitsForConsumer(ObjectStore store, JsonObject claim) =>
        claim.Text("spec", "storageClassName") is { Length: > 0 } name
        && store.Get(new(ResourceCatalog.StorageClasses, "", name)).Text("volumeBindingMode") is "WaitForFirstConsumer";

    /// <summary><c>none</c>, <c>bound</c> or <c>unbound</c>, for the steps of stages.</summary>
    public static string State(ObjectStore store, JsonObject pod)
    {
        var claims = Names(pod).Select(name => store.Get(new(ResourceCatalog.PersistentVolumeClaims, pod.Namespace(), name))).ToList();
        return claims.Count == 0 ? "none" : claims.All(claim => claim.Text("status", "phase") is "Bound") ? "bound" : "unbound";
    }
}
