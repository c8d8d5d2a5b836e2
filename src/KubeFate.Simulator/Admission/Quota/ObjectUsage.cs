using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>What one object uses of a quota (kubernetes@v1.31 pkg/quota/v1/evaluator/core).</summary>
internal static class ObjectUsage
{
    private static readonly string[] Counted =
        ["configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas", "secrets", "services"];

    /// <summary>The names of which the plain form (<c>cpu</c>) and the form with <c>requests.</c> are the same.</summary>
    private static readonly string[] Plain = ["cpu", "memory", "ephemeral-storage"];

    public static ResourceAmounts Of(ResourceType type, JsonObject item)
    {
        var usage = new ResourceAmounts { ["count/" + type.QualifiedName] = Amount.One };
        if (type.Group.Length == 0 && Counted.Contains(type.Plural)) usage[type.Plural] = Amount.One;
        if (type == ResourceCatalog.Pods) Pod(item, usage);
        else if (type == ResourceCatalog.PersistentVolumeClaims) Claim(item, usage);
        else if (type == ResourceCatalog.Services) Service(item, usage);
        return usage;
    }

    private static void Pod(JsonObject pod, ResourceAmounts usage)
    {
        if (PodView.IsFinal(pod)) return;
        usage["pods"] = Amount.One;
        foreach (var (name, amount) in PodAmounts.Requests(pod))
        {
            usage["requests." + name] = amount;
            if (Plain.Contains(name) || name.StartsWith("hugepages-", StringComparison.Ordinal)) usage[name] = amount;
        }

        foreach (var (name, amount) in PodAmounts.Limits(pod)) usage["limits." + name] = amount;
    }

    private static void Claim(JsonObject claim, ResourceAmounts usage)
    {
        var storage = Amount.Read(claim.At("spec", "resources", "requests", "storage"));
        if (storage is { } amount) usage["requests.storage"] = amount;
        var named = claim.Text("spec", "storageClassName") ?? claim.Annotation("volume.beta.kubernetes.io/storage-class");
        if (string.IsNullOrEmpty(named)) return;
        usage[named + ".storageclass.storage.k8s.io/persistentvolumeclaims"] = Amount.One;
        if (storage is { } ofClass) usage[named + ".storageclass.storage.k8s.io/requests.storage"] = ofClass;
    }

    private static void Service(JsonObject service, ResourceAmounts usage)
    {
        var ports = Amount.Of(service.Items("spec", "ports").Count());
        switch (service.Text("spec", "type"))
        {
            case "NodePort":
                usage["services.nodeports"] = ports;
                break;
            case "LoadBalancer":
                usage["services.loadbalancers"] = Amount.One;
                var allocated = service.At("spec", "allocateLoadBalancerNodePorts") is null || service.Flag("spec", "allocateLoadBalancerNodePorts");
                usage["services.nodeports"] = allocated ? ports : Amount.Of(service.Items("spec", "ports").Count(port => port.Number("nodePort") is > 0));
                break;
        }
    }
}
