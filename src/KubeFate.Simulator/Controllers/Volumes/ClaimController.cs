using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Volumes;

/// <summary>Finds or makes a volume for each claim, binds the two, and lets a deleted claim go once no pod uses it.</summary>
internal sealed class ClaimController(Cluster cluster, StageChoice stages) : IController
{
    private const string Component = "persistentvolume-controller";

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        var type = change.Key.Type;
        if (type == ResourceCatalog.PersistentVolumeClaims) return [change.Key];
        if (type == ResourceCatalog.Pods)
        {
            return PodClaims.Names(change.Object)
                .Select(name => new ObjectKey(ResourceCatalog.PersistentVolumeClaims, change.Key.Namespace, name));
        }

        if (type == ResourceCatalog.StorageClasses || type == ResourceCatalog.PersistentVolumes) return Pending(null);
        if (type == ResourceCatalog.Namespaces && StageChoice.IsAsked(change.Previous ?? change.Object)) return Pending(change.Key.Name);
        return [];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } claim) return null;
        if (claim.IsDeleting()) Release(key, claim);
        else if (claim.Text("spec", "volumeName") is { Length: > 0 } volume) Bind(key, claim, volume);
        else if (Existing(claim) is { } existing) Bind(key, claim, existing.Name());
        else if (claim.Text("spec", "storageClassName") is { Length: > 0 } storageClass) Provision(key, claim, storageClass);
        else cluster.Events.Normal(
            claim, Component, "FailedBinding", "no persistent volumes available for this claim and no storage class is set");
        return null;
    }

    private void Provision(ObjectKey key, JsonObject claim, string className)
    {
        if (cluster.Get(ResourceCatalog.StorageClasses, "", className) is not { } storageClass)
        {
            cluster.Events.Warning(claim, Component, "ProvisioningFailed", $"storageclass.storage.k8s.io \"{className}\" not found");
            return;
        }

        var provisioner = storageClass.Text("provisioner") ?? "";
        if (storageClass.Text("volumeBindingMode") is "WaitForFirstConsumer" && !IsConsumed(claim))
        {
            cluster.Events.Normal(claim, Component, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
            return;
        }

        if (provisioner is "kubernetes.io/no-provisioner") return;
        if (stages.For(claim).Plan.ClaimProblem is { } problem)
        {
            var message = StageText.Fill(problem.Message, word => word is "storageClass" ? className : null);
            cluster.Events.Record(claim, problem.From, problem.Type, problem.Reason, message);
            return;
        }

        cluster.Events.Normal(
            claim, provisioner, "Provisioning", $"External provisioner is provisioning volume for claim \"{key.Namespace}/{key.Name}\"");
        var volume = Volume.Create(cluster, claim, storageClass);
        cluster.Events.Normal(claim, provisioner, "ProvisioningSucceeded", $"Successfully provisioned volume {volume.Name()}");
        cluster.Store.Update(key, current =>
        {
            current.SetAnnotation("volume.beta.kubernetes.io/storage-provisioner", provisioner);
            current.SetAnnotation("volume.kubernetes.io/storage-provisioner", provisioner);
            return current;
        });
        Bind(key, claim, volume.Name());
    }

    private void Bind(ObjectKey key, JsonObject claim, string volumeName)
    {
        var volumeKey = new ObjectKey(ResourceCatalog.PersistentVolumes, "", volumeName);
        var volume = cluster.Store.Get(volumeKey);
        if (volume is null || !Volume.IsFor(volume, claim))
        {
            if (claim.Text("status", "phase") is "Bound") SetPhase(key, claim, "Lost");
            return;
        }

        volume = cluster.Store.Update(volumeKey, current => Volume.Bound(current, claim, CanGrow(claim))) ?? volume;
        cluster.Store.Update(key, current =>
        {
            if (!current.IsSame(claim)) return null;
            current.SetAnnotation("pv.kubernetes.io/bind-completed", "yes");
            if (!current.Is(volumeName, "spec", "volumeName")) current.SetAnnotation("pv.kubernetes.io/bound-by-controller", "yes");
            current.Child("spec")["volumeName"] = volumeName;
            current["status"] = new JsonObject
            {
                ["phase"] = "Bound",
                ["accessModes"] = volume.At("spec", "accessModes")?.DeepClone(),
                ["capacity"] = volume.At("spec", "capacity")?.DeepClone(),
            };
            return current;
        });
    }

    private bool CanGrow(JsonObject claim) =>
        cluster.Get(ResourceCatalog.StorageClasses, "", claim.Text("spec", "storageClassName")).Flag("allowVolumeExpansion");

    private void SetPhase(ObjectKey key, JsonObject claim, string phase)
    {
        cluster.UpdateStatus(key, claim, new() { ["phase"] = phase });
        cluster.Events.Warning(claim, Component, "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
    }

    private JsonObject? Existing(JsonObject claim) => cluster.Store.List(ResourceCatalog.PersistentVolumes, null)
        .Where(volume => !volume.IsDeleting() && Volume.Satisfies(volume, claim))
        .OrderBy(volume => Amounts.Of(volume.At("spec", "capacity", "storage")))
        .FirstOrDefault();

    private void Release(ObjectKey key, JsonObject claim)
    {
        if (!claim.HasFinalizer(ClaimAdmission.Protection) || IsConsumed(claim)) return;
        cluster.Store.Update(key, current =>
        {
            current.RemoveFinalizer(ClaimAdmission.Protection);
            return current;
        });
    }

    private bool IsConsumed(JsonObject claim) => cluster.Pods(claim.Namespace())
        .Any(pod => pod.Text("spec", "nodeName") is { Length: > 0 } && !PodView.IsFinal(pod) && PodClaims.Uses(pod, claim.Name()));

    private IEnumerable<ObjectKey> Pending(string? ns) => cluster.Store.List(ResourceCatalog.PersistentVolumeClaims, ns)
        .Where(claim => claim.Text("status", "phase") is not "Bound"
            || cluster.Get(ResourceCatalog.PersistentVolumes, "", claim.Text("spec", "volumeName")) is null)
        .Select(claim => Cluster.KeyOf(ResourceCatalog.PersistentVolumeClaims, claim));
}
