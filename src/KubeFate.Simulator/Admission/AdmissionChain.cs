using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Limits;
using KubeFate.Simulator.Admission.Quota;
using KubeFate.Simulator.Admission.Security;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>What a server does to an object inside its write, by kind, under the store's lock.</summary>
internal static class AdmissionChain
{
    /// <summary>Completes an object in place, before it is validated.</summary>
    /// <param name="before">Null for a new object.</param>
    /// <exception cref="ApiFailure">The write is refused.</exception>
    public static void Admit(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before)
    {
        if (key.Type == ResourceCatalog.Services) ServiceAdmission.Admit(store, before, item);
        else if (before is not null) return;
        else if (key.Type == ResourceCatalog.Pods) PodAdmission.Admit(store, item);
        else if (key.Type == ResourceCatalog.PersistentVolumeClaims) ClaimAdmission.Admit(store, item);
        else if (key.Type == ResourceCatalog.Ingresses) IngressAdmission.Admit(store, item);
        else if (key.Type == ResourceCatalog.PersistentVolumes) ClaimAdmission.Protect(item, ClaimAdmission.VolumeProtection);
    }

    /// <summary>
    /// Refuses an object that is valid in itself but not allowed here. Called under the store's lock, after the object is validated. Quota comes
    /// last: it is counted only when nothing else refuses.
    /// </summary>
    /// <param name="before">Null for a new object.</param>
    /// <param name="warn">Gets the warnings that the client is to see.</param>
    /// <exception cref="ApiFailure">403: the write is refused.</exception>
    public static void Review(ObjectStore store, ObjectKey key, JsonObject item, JsonObject? before, Action<string> warn)
    {
        if (before is not null && key.Type == ResourceCatalog.PersistentVolumeClaims) ClaimGrowth.Review(store, item, before);
        if (key.Type == ResourceCatalog.ValidatingPolicyBindings)
        {
            // An expression that is not evaluated would let everything pass and look as if it had been asked.
            throw ApiFailure.Forbidden(
                key.Type, key.Name, "the simulated Kubernetes does not evaluate ValidatingAdmissionPolicies (CEL), so it puts none into force; try this on a real cluster");
        }

        if (key.Type == ResourceCatalog.CustomResourceDefinitions)
        {
            foreach (var warning in DefinitionRules.NotEvaluated(item)) warn(warning);
        }

        if (before is null) LimitRangeAdmission.Require(store, key, item);
        PodSecurityAdmission.Require(store, key, item, before, warn);
        QuotaAdmission.Require(store, key, item, before);
    }
}
