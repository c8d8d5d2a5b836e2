using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Preflight;

/// <summary>Something that an object of a manifest names and does not bring along.</summary>
/// <param name="Object">What is named.</param>
/// <param name="Namespace">Where it has to be; null where the release is, and for what has no namespace.</param>
/// <param name="User">Who names it, such as <c>Ingress fateboard</c>.</param>
/// <param name="Consequence">What becomes of the user without it, as in <c>its pods do not start</c>.</param>
internal sealed record ManifestReference(ObjectName Object, string? Namespace, string User, string Consequence)
{
    /// <summary>Told when it is not there.</summary>
    public string Missing => $"{User} names {Noun(Object.Kind)} {Object.Name}, which this Kubernetes does not have{(Namespace is null ? "" : $" in the namespace {Namespace}")}: {Consequence}. {Cure}";

    private string Cure => Object.Kind switch
    {
        "IngressClass" => "Set ingressClassName to one that kubectl get ingressclass lists",
        "StorageClass" => "Set storageClass to one that kubectl get storageclass lists",
        "Gateway" => "Set gateway to one that kubectl get gateway --all-namespaces lists",
        _ => "Make it, or correct its name in cluster.yaml",
    };

    private static string Noun(string kind) => kind switch
    {
        "IngressClass" => "the ingress class",
        "StorageClass" => "the storage class",
        "PersistentVolumeClaim" => "the claim",
        _ => $"the {kind}",
    };
}
