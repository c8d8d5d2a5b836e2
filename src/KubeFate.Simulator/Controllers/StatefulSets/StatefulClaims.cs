using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.StatefulSets;

/// <summary>
/// What becomes of a StatefulSet's claims: kept for ever, unless its <c>persistentVolumeClaimRetentionPolicy</c> ties them to the set
/// (whenDeleted) or to their pod when it is scaled away (whenScaled). The tie is an owner reference; the garbage collector does the rest.
/// </summary>
internal sealed class StatefulClaims(Cluster cluster, JsonObject set)
{
    public void Retain(StatefulPods pods)
    {
        var policy = set.At("spec", "persistentVolumeClaimRetentionPolicy");
        var withSet = policy.Text("whenDeleted") is "Delete";
        var withPod = policy.Text("whenScaled") is "Delete";
        foreach (var (ordinal, pod) in pods.All())
        {
            foreach (var (_, name) in pods.Claims(ordinal))
            {
                Tie(name, set, withSet && (!withPod || pods.IsWanted(ordinal)));
                Tie(name, pod, withPod && !pods.IsWanted(ordinal));
            }
        }
    }

    private void Tie(string claim, JsonObject owner, bool tied) =>
        cluster.Store.Update(new(ResourceCatalog.PersistentVolumeClaims, set.Namespace(), claim), item =>
        {
            var references = item.Items("metadata", "ownerReferences").ToList();
            var others = references.Where(reference => !reference.Is(owner.Uid(), "uid"))
                .Select(reference => (JsonNode?)reference.DeepClone()).ToList();
            if (tied == others.Count < references.Count) return null;
            if (tied) others.Add(Owners.Reference(owner));
            if (others.Count > 0) item.Child("metadata")["ownerReferences"] = new JsonArray([.. others]);
            else item.Child("metadata").Remove("ownerReferences");
            return item;
        });
}
