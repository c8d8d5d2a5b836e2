using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>A new Ingress that names no class gets the default one (kubernetes plugin/pkg/admission/network/defaultingressclass).</summary>
internal static class IngressAdmission
{
    public const string OlderClass = "kubernetes.io/ingress.class";

    private const string DefaultClass = "ingressclass.kubernetes.io/is-default-class";

    public static void Admit(ObjectStore store, JsonObject ingress)
    {
        if (ingress.Text("spec", "ingressClassName") is not null || ingress.Annotation(OlderClass) is not null) return;
        var known = store.List(ResourceCatalog.IngressClasses, null).Where(known => known.Annotation(DefaultClass) is "true")
            .OrderByDescending(known => known.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .ThenBy(known => known.Name(), StringComparer.Ordinal).FirstOrDefault();
        if (known is not null) ingress.Child("spec")["ingressClassName"] = known.Name();
    }
}
