using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.StatefulSets;

/// <summary>The pods of a StatefulSet, each with its number, its name in DNS and its claims.</summary>
internal sealed class StatefulPods(Cluster cluster, JsonObject set)
{
    public int First => set.Count("spec", "ordinals", "start");

    public int Replicas => set.Count("spec", "replicas");

    public bool IsWanted(int ordinal) => ordinal >= First && ordinal < First + Replicas;

    /// <summary>The set's pods by number, also those that are ending.</summary>
    public SortedDictionary<int, JsonObject> All()
    {
        var pods = new SortedDictionary<int, JsonObject>();
        foreach (var pod in cluster.ControlledBy(set, ResourceCatalog.Pods))
        {
            if (Ordinal(pod) is { } ordinal) pods[ordinal] = pod;
        }

        return pods;
    }

    public string Name(int ordinal) => $"{set.Name()}-{ordinal.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Makes a pod of a revision, with the claims that it lacks.</summary>
    public void Create(int ordinal, JsonObject revision, string component)
    {
        var pod = PodTemplates.Pod(set, Revisions.Template(revision), Name(ordinal));
        var labels = pod.Child("metadata", "labels");
        labels[Revisions.HashLabel] = revision.Name();
        labels["statefulset.kubernetes.io/pod-name"] = Name(ordinal);
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture);
        var spec = pod.Child("spec");
        spec["hostname"] = Name(ordinal);
        if (set.Text("spec", "serviceName") is { Length: > 0 } service) spec["subdomain"] = service;
        Claim(ordinal, spec, component);
        PodTemplates.Create(cluster, set, component, pod);
    }

    /// <summary>The names of a pod's claims, by volume.</summary>
    public IEnumerable<(JsonObject Template, string Claim)> Claims(int ordinal) => set.Items("spec", "volumeClaimTemplates")
        .Select(template => (template, $"{template.Name()}-{Name(ordinal)}"));

    /// <summary>Whether a pod is of this set's name and number.</summary>
    public int? Ordinal(JsonObject pod)
    {
        var prefix = set.Name() + "-";
        return pod.Name().StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(pod.Name().AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
                ? ordinal
                : null;
    }

    public static bool IsHealthy(JsonObject pod) => !pod.IsDeleting() && pod.Text("status", "phase") is "Running" && PodView.IsReady(pod);

    public static bool IsOf(JsonObject pod, JsonObject revision) => pod.Is(revision.Name(), "metadata", "labels", Revisions.HashLabel);

    // A claim outlives its pod and, unless the retention policy says otherwise, the set: it is found again by its name.
    private void Claim(int ordinal, JsonObject spec, string component)
    {
        var claimed = set.Items("spec", "volumeClaimTemplates").ToList();
        var volumes = spec.Items("volumes").Where(volume => claimed.TrueForAll(template => !volume.Is(template.Name(), "name")))
            .Select(volume => (JsonNode?)volume.DeepClone()).ToList();
        foreach (var (template, name) in Claims(ordinal))
        {
            volumes.Add(new JsonObject { ["name"] = template.Name(), ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = name } });
            if (cluster.Get(ResourceCatalog.PersistentVolumeClaims, set.Namespace(), name) is not null) continue;
            var claim = new JsonObject
            {
                ["metadata"] = template["metadata"]!.DeepClone(),
                ["spec"] = template["spec"]!.DeepClone(),
                ["status"] = new JsonObject { ["phase"] = "Pending" },
            };
            var labels = claim.Child("metadata", "labels");
            foreach (var (label, value) in set.Texts("spec", "selector", "matchLabels")) labels[label] = value;
            claim.Child("metadata")["name"] = name;
            claim.Child("metadata")["namespace"] = set.Namespace();
            Inherit(claim);
            Admission.ClaimAdmission.Admit(cluster.Store, claim);
            Store(claim, name, ordinal, component);
            cluster.Events.Normal(
                set, component, "SuccessfulCreate", $"create Claim {name} Pod {Name(ordinal)} in StatefulSet {set.Name()} success");
        }

        if (volumes.Count > 0) spec["volumes"] = new JsonArray([.. volumes]);
    }

    private void Store(JsonObject claim, string name, int ordinal, string component)
    {
        var key = Cluster.KeyOf(ResourceCatalog.PersistentVolumeClaims, claim);
        try
        {
            cluster.Store.Exclusively(() =>
            {
                Admission.AdmissionChain.Review(cluster.Store, key, claim, null, _ => { });
                return cluster.Store.Create(key, claim);
            });
        }
        catch (ApiFailure refusal) when (refusal.Reason is "Forbidden")
        {
            cluster.Events.Warning(
                set, component, "FailedCreate", $"create Claim {name} for Pod {Name(ordinal)} in StatefulSet {set.Name()} failed error: {refusal.Message}");
            throw;
        }
    }

    // Nothing leads from a claim back to its set: what the set's annotations say about stages is passed on.
    private void Inherit(JsonObject claim)
    {
        var template = set.At("spec", "template", "metadata", "annotations");
        if ((set.Annotation(StageChoice.Stage) ?? template.Text(StageChoice.Stage)) is { } stage)
            claim.SetAnnotation(StageChoice.Stage, stage);
    }
}
