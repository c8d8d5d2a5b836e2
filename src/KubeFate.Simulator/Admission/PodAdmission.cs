using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Limits;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// What a server adds to every new pod: its service account with the token's volume, tolerations, priority, a first status.
/// </summary>
internal static class PodAdmission
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Completes a new pod in place.</summary>
    /// <exception cref="ApiFailure">403: the pod's service account does not exist.</exception>
    public static void Admit(ObjectStore store, JsonObject pod)
    {
        LimitRangeAdmission.Complete(store, pod);
        var spec = pod.Child("spec");
        var account = spec.Text("serviceAccountName") is { Length: > 0 } named ? named
            : spec.Text("serviceAccount") is { Length: > 0 } older ? older
            : "default";
        spec["serviceAccountName"] = account;
        spec["serviceAccount"] = account;
        MountToken(spec, Account(store, pod, account));
        spec["enableServiceLinks"] ??= true;
        PodClasses.Admit(store, pod);
        Tolerate(spec, "node.kubernetes.io/not-ready");
        Tolerate(spec, "node.kubernetes.io/unreachable");
        pod["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(pod) };
    }

    // A namespace's default account is made a moment after the namespace: a pod that comes first must not suffer from it.
    private static JsonObject? Account(ObjectStore store, JsonObject pod, string name)
    {
        var account = store.Get(new(ResourceCatalog.ServiceAccounts, pod.Namespace(), name));
        if (account is not null || name is "default") return account;
        throw ApiFailure.Forbidden(
            ResourceCatalog.Pods, pod.Name(), $"error looking up service account {pod.Namespace()}/{name}: serviceaccount \"{name}\" not found");
    }

    private static void MountToken(JsonObject spec, JsonObject? account)
    {
        var asked = spec["automountServiceAccountToken"] ?? account?["automountServiceAccountToken"];
        if (asked is not null && !new JsonObject { ["asked"] = asked.DeepClone() }.Flag("asked")) return;
        var name = spec.Items("volumes").Select(volume => volume.Text("name"))
            .FirstOrDefault(volume => volume?.StartsWith("kube-api-access-", StringComparison.Ordinal) == true);
        if (name is null)
        {
            name = "kube-api-access-" + PodTemplates.RandomSuffix();
            List(spec, "volumes").Add(TokenVolume(name));
        }

        foreach (var container in spec.Items("initContainers").Concat(spec.Items("containers")))
        {
            if (container.Items("volumeMounts").Any(mount => mount.Text("mountPath") is TokenPath)) continue;
            List(container, "volumeMounts").Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = TokenPath });
        }
    }

    private static JsonObject TokenVolume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = 3607, ["path"] = "token" } },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = "kube-root-ca.crt",
                        ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
                    },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = 420,
        },
    };

    private static void Tolerate(JsonObject spec, string taint)
    {
        if (spec.Items("tolerations").Any(toleration => toleration.Is(taint, "key"))) return;
        List(spec, "tolerations").Add(
            new JsonObject { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 300 });
    }

    private static JsonArray List(JsonObject parent, string field)
    {
        if (parent[field] is JsonArray list) return list;
        list = [];
        parent[field] = list;
        return list;
    }
}
