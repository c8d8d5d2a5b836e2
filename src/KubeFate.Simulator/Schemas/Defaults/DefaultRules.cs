using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Defaults that depend on other fields, by the OpenAPI name of the struct they concern.</summary>
internal static class DefaultRules
{
    private static readonly FrozenDictionary<string, Action<JsonObject>> Types = new Dictionary<string, Action<JsonObject>>(StringComparer.Ordinal)
    {
        ["io.k8s.api.apps.v1.DeploymentStrategy"] = WorkloadDefaults.RollingUpdate,
        ["io.k8s.api.apps.v1.StatefulSetUpdateStrategy"] = WorkloadDefaults.RollingUpdate,
        ["io.k8s.api.apps.v1.DaemonSetUpdateStrategy"] = WorkloadDefaults.RollingUpdate,
        ["io.k8s.api.apps.v1.StatefulSetSpec"] = WorkloadDefaults.ClaimTemplates,
        ["io.k8s.api.core.v1.ReplicationControllerSpec"] = WorkloadDefaults.SelectorFromTemplate,
        ["io.k8s.api.core.v1.PodSpec"] = PodDefaults.Spec,
        ["io.k8s.api.core.v1.Container"] = PodDefaults.Container,
        ["io.k8s.api.core.v1.EphemeralContainer"] = PodDefaults.Container,
        ["io.k8s.api.core.v1.LimitRangeItem"] = ObjectDefaults.LimitRange,
        ["io.k8s.api.core.v1.Volume"] = PodDefaults.Volume,
        ["io.k8s.api.core.v1.ServiceSpec"] = ServiceDefaults.Spec,
        ["io.k8s.api.core.v1.ServicePort"] = ServiceDefaults.Port,
        ["io.k8s.api.rbac.v1.Subject"] = ObjectDefaults.Subject,
        ["io.k8s.api.networking.v1.NetworkPolicySpec"] = ObjectDefaults.PolicyTypes,
        ["io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerSpec"] = ObjectDefaults.CpuMetric,
        ["io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames"] = ObjectDefaults.ResourceNames,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Action<JsonObject>> Kinds = new Dictionary<string, Action<JsonObject>>(StringComparer.Ordinal)
    {
        ["io.k8s.api.core.v1.Pod"] = PodDefaults.Pod,
        ["io.k8s.api.core.v1.Secret"] = ObjectDefaults.Secret,
        ["io.k8s.api.core.v1.Namespace"] = ObjectDefaults.Namespace,
        ["io.k8s.api.batch.v1.Job"] = WorkloadDefaults.Job,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What holds wherever the struct is used; null for none.</summary>
    public static Action<JsonObject>? ForType(TypeSchema type) => Types.GetValueOrDefault(type.OpenApiName);

    /// <summary>What holds only for an object of its own: a Job's defaults are not those of a CronJob's template.</summary>
    public static Action<JsonObject>? ForKind(TypeSchema type) => Kinds.GetValueOrDefault(type.OpenApiName);
}
