using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Resources.Validation.Custom;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What a real server refuses with 422, as far as charts and people run into it. Types and unknown fields are the schema's matter.</summary>
internal static class ObjectValidation
{
    /// <param name="before">Null for a new object.</param>
    /// <exception cref="ApiFailure">422 with every cause.</exception>
    public static void Require(ResourceType type, JsonObject item, JsonObject? before)
    {
        var causes = new Causes();
        MetadataRules.Check(type, item, before, causes);
        if (KindRules.TryGetValue(type, out var rule)) rule(item, causes);
        else CustomRules.Check(type, item, causes);
        // An update cannot mend them, so it is not held against them.
        if (before is null && type == ResourceCatalog.StatefulSets) WorkloadRules.ClaimTemplates(item, causes);
        if (before is not null) ImmutableFields.Check(type, item, before, causes);
        if (causes.Found.Count > 0) throw ApiFailure.Invalid(type, ObjectMeta.Name(item), causes.Found);
    }

    private static readonly Dictionary<ResourceType, Action<JsonObject, Causes>> KindRules = new()
    {
        [ResourceCatalog.Pods] = (item, causes) => PodRules.Spec(item["spec"], "spec", causes),
        [ResourceCatalog.Deployments] = (item, causes) =>
        {
            WorkloadRules.Selected(item, causes);
            RolloutRules.Deployment(item, causes);
        },
        [ResourceCatalog.ReplicaSets] = WorkloadRules.Selected,
        [ResourceCatalog.DaemonSets] = Updated,
        [ResourceCatalog.StatefulSets] = Updated,
        [ResourceCatalog.Jobs] = (item, causes) => WorkloadRules.Job(item["spec"], "spec", causes),
        [ResourceCatalog.CronJobs] = WorkloadRules.CronJob,
        [ResourceCatalog.Services] = ServiceRules.Check,
        [ResourceCatalog.Ingresses] = IngressRules.Check,
        [ResourceCatalog.PersistentVolumeClaims] = (item, causes) => StoredRules.Claim(item["spec"], "spec", causes),
        [ResourceCatalog.NetworkPolicies] = NetworkPolicyRules.Check,
        [ResourceCatalog.ConfigMaps] = (item, causes) => StoredRules.Content(item, ["data", "binaryData"], encoded: false, causes),
        [ResourceCatalog.Secrets] = SecretRules.Check,
        [ResourceCatalog.RoleBindings] = (item, causes) => StoredRules.Binding(item, isNamespaced: true, causes),
        [ResourceCatalog.ClusterRoleBindings] = (item, causes) => StoredRules.Binding(item, isNamespaced: false, causes),
        [ResourceCatalog.Roles] = PolicyRules.Role,
        [ResourceCatalog.ClusterRoles] = PolicyRules.Role,
        [ResourceCatalog.HorizontalPodAutoscalers] = PolicyRules.Autoscaler,
        [ResourceCatalog.PodDisruptionBudgets] = PolicyRules.DisruptionBudget,
        [ResourceCatalog.StorageClasses] = PolicyRules.StorageClass,
        [ResourceCatalog.PersistentVolumes] = PolicyRules.Volume,
        [ResourceCatalog.CustomResourceDefinitions] = DefinitionRules.Check,
        [ResourceCatalog.ResourceQuotas] = QuotaRules.Quota,
        [ResourceCatalog.LimitRanges] = QuotaRules.LimitRange,
    };

    private static void Updated(JsonObject item, Causes causes)
    {
        WorkloadRules.Selected(item, causes);
        RolloutRules.Update(item, causes);
    }
}
