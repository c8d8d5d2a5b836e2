using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using static KubeFate.Simulator.Admission.Security.PodUnderCheck;

namespace KubeFate.Simulator.Admission.Security;

/// <summary>The checks that the level restricted adds to those of baseline.</summary>
internal static class RestrictedChecks
{
    private static readonly string[] Volumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static string? PrivilegeEscalation(PodUnderCheck pod)
    {
        if (pod.IsWindows) return null;
        var bad = pod.Named(container => container.At("securityContext", "allowPrivilegeEscalation")?.ToString() is not "false");
        return bad.Count == 0 ? null : $"allowPrivilegeEscalation != false ({Say("container", bad)} must set securityContext.allowPrivilegeEscalation=false)";
    }

    public static string? Capabilities(PodUnderCheck pod)
    {
        if (pod.IsWindows) return null;
        var keeping = pod.Named(container => !Names(container, "drop").Contains("ALL"));
        var adding = pod.Named(container => Names(container, "add").Except(["NET_BIND_SERVICE"]).Any());
        var told = new List<string>();
        if (keeping.Count > 0) told.Add($"{Say("container", keeping)} must set securityContext.capabilities.drop=[\"ALL\"]");
        if (adding.Count > 0)
        {
            var added = pod.Containers.SelectMany(container => Names(container, "add")).Except(["NET_BIND_SERVICE"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            told.Add($"{Say("container", adding)} must not include {Quote(added)} in securityContext.capabilities.add");
        }

        return told.Count == 0 ? null : $"unrestricted capabilities ({string.Join("; ", told)})";
    }

    public static string? VolumeTypes(PodUnderCheck pod)
    {
        var bad = pod.Spec.Items("volumes").Where(volume => !volume.Any(part => Volumes.Contains(part.Key))).ToList();
        if (bad.Count == 0) return null;
        var types = bad.Select(volume => volume.Select(part => part.Key).FirstOrDefault(key => key is not "name") ?? "unknown")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var names = bad.Select(volume => volume.Text("name") ?? "").ToList();
        return $"restricted volume types ({Say("volume", names)} {(names.Count == 1 ? "uses" : "use")} {Say("restricted volume type", types)})";
    }

    public static string? RunAsNonRoot(PodUnderCheck pod)
    {
        var ofPod = pod.Spec.At("securityContext", "runAsNonRoot")?.ToString();
        var explicitly = pod.Named(container => Own(container) is "false");
        var implicitly = pod.Named(container => Own(container) is null && ofPod is not "true");
        var podIsBad = ofPod is "false";
        if (podIsBad || explicitly.Count > 0) return $"runAsNonRoot != true ({Setters(podIsBad, explicitly)} must not set securityContext.runAsNonRoot=false)";
        return implicitly.Count == 0 ? null : $"runAsNonRoot != true (pod or {Say("container", implicitly)} must set securityContext.runAsNonRoot=true)";

        static string? Own(JsonObject container) => container.At("securityContext", "runAsNonRoot")?.ToString();
    }

    public static string? RunAsUser(PodUnderCheck pod)
    {
        var ofPod = pod.Spec.Number("securityContext", "runAsUser") is 0;
        var bad = pod.Named(container => container.Number("securityContext", "runAsUser") is 0);
        return ofPod || bad.Count > 0 ? $"runAsUser=0 ({Setters(ofPod, bad)} must not set runAsUser=0)" : null;
    }

    public static string? Seccomp(PodUnderCheck pod)
    {
        if (pod.IsWindows) return null;
        if (BaselineChecks.Seccomp(pod) is { } wrong) return wrong;
        var ofPod = pod.Spec.At("securityContext", "seccompProfile") is not null;
        var bad = pod.Named(container => !ofPod && container.At("securityContext", "seccompProfile") is null);
        return bad.Count == 0 ? null
            : $"seccompProfile (pod or {Say("container", bad)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")";
    }

    private static IEnumerable<string> Names(JsonObject container, string list) =>
        container.At("securityContext", "capabilities", list) is JsonArray names ? names.Select(name => name?.ToString() ?? "") : [];
}
