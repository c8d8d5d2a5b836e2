using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using static KubeFate.Simulator.Admission.Security.PodUnderCheck;

namespace KubeFate.Simulator.Admission.Security;

/// <summary>
/// The checks of the level baseline, in the order in which refusals tell them and in their words
/// (kubernetes@v1.36 staging/src/k8s.io/pod-security-admission/policy). Each answers null or what is wrong.
/// </summary>
internal static class BaselineChecks
{
    private static readonly string[] Capabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    private static readonly string[] Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    private static readonly string[] SeLinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    public static string? AppArmor(PodUnderCheck pod) => Profile(pod, "appArmorProfile", "forbidden AppArmor profile", "AppArmor profile type");

    public static string? AddedCapabilities(PodUnderCheck pod)
    {
        var added = pod.Containers.SelectMany(container => Added(container).Except(Capabilities)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var bad = pod.Named(container => Added(container).Except(Capabilities).Any());
        return bad.Count == 0 ? null
            : $"non-default capabilities ({Say("container", bad)} must not include {Quote(added)} in securityContext.capabilities.add)";
    }

    public static string? HostNamespaces(PodUnderCheck pod)
    {
        var used = ((string[])["hostNetwork", "hostPID", "hostIPC"]).Where(field => pod.Spec.Flag(field)).Select(field => field + "=true").ToList();
        return used.Count == 0 ? null : $"host namespaces ({string.Join(", ", used)})";
    }

    public static string? HostPaths(PodUnderCheck pod)
    {
        var volumes = pod.Spec.Items("volumes").Where(volume => volume["hostPath"] is not null).Select(volume => volume.Text("name") ?? "").ToList();
        return volumes.Count == 0 ? null : $"hostPath volumes ({Say("volume", volumes)})";
    }

    public static string? HostPorts(PodUnderCheck pod)
    {
        static IEnumerable<string> Ports(JsonObject container) =>
            container.Items("ports").Where(port => port.Number("hostPort") is > 0).Select(port => port.Number("hostPort")!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var bad = pod.Named(container => Ports(container).Any());
        var ports = pod.Containers.SelectMany(Ports).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return bad.Count == 0 ? null
            : $"hostPort ({Say("container", bad)} {(bad.Count == 1 ? "uses" : "use")} {Plural("hostPort", ports.Count)} {string.Join(", ", ports)})";
    }

    public static string? Privileged(PodUnderCheck pod) =>
        pod.Named(container => container.Flag("securityContext", "privileged")) is { Count: > 0 } bad
            ? $"privileged ({Say("container", bad)} must not set securityContext.privileged=true)"
            : null;

    public static string? ProcMount(PodUnderCheck pod)
    {
        static string? Bad(JsonObject container) => container.Text("securityContext", "procMount") is { } mount and not "Default" ? mount : null;
        var bad = pod.Named(container => Bad(container) is not null);
        return bad.Count == 0 ? null
            : $"procMount ({Say("container", bad)} must not set securityContext.procMount to {Quote(pod.Containers.Select(Bad).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))})";
    }

    public static string? SeLinux(PodUnderCheck pod)
    {
        var all = pod.Containers.Select(container => container.At("securityContext", "seLinuxOptions")).Prepend(pod.Spec.At("securityContext", "seLinuxOptions")).ToList();
        var bad = pod.Named(container => IsBad(container.At("securityContext", "seLinuxOptions")));
        if (!all.Exists(IsBad)) return null;
        var types = all.Select(options => options.Text("type") ?? "").Except(SeLinuxTypes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var told = new List<string>();
        if (types.Count > 0) told.Add(Say("type", types));
        if (all.Exists(options => options.Text("user") is { Length: > 0 })) told.Add("user may not be set");
        if (all.Exists(options => options.Text("role") is { Length: > 0 })) told.Add("role may not be set");
        return $"seLinuxOptions ({Setters(IsBad(all[0]), bad)} set forbidden securityContext.seLinuxOptions: {string.Join("; ", told)})";

        static bool IsBad(JsonNode? options) => options is not null && (!SeLinuxTypes.Contains(options.Text("type") ?? "")
            || options.Text("user") is { Length: > 0 } || options.Text("role") is { Length: > 0 });
    }

    public static string? Seccomp(PodUnderCheck pod) => Profile(pod, "seccompProfile", "seccompProfile", "securityContext.seccompProfile.type");

    public static string? ForbiddenSysctls(PodUnderCheck pod)
    {
        var bad = pod.Spec.Items("securityContext", "sysctls").Select(sysctl => sysctl.Text("name") ?? "").Except(Sysctls).ToList();
        return bad.Count == 0 ? null : $"forbidden sysctls ({string.Join(", ", bad)})";
    }

    public static string? HostProcess(PodUnderCheck pod)
    {
        var bad = pod.Named(container => container.Flag("securityContext", "windowsOptions", "hostProcess"));
        var ofPod = pod.Spec.Flag("securityContext", "windowsOptions", "hostProcess");
        return bad.Count == 0 && !ofPod ? null : $"hostProcess ({Setters(ofPod, bad)} must not set securityContext.windowsOptions.hostProcess=true)";
    }

    /// <summary>Whether a profile's type is one that is allowed everywhere.</summary>
    public static bool IsProfile(JsonNode? profile) => profile.Text("type") is "RuntimeDefault" or "Localhost";

    private static IEnumerable<string> Added(JsonObject container) =>
        container.At("securityContext", "capabilities", "add") is JsonArray added ? added.Select(name => name?.ToString() ?? "") : [];

    // Profiles that are set to something else than the runtime's or one of the node's.
    private static string? Profile(PodUnderCheck pod, string field, string reason, string what)
    {
        static bool IsBad(JsonNode? profile) => profile is not null && !IsProfile(profile);
        var ofPod = pod.Spec.At("securityContext", field);
        var bad = pod.Named(container => IsBad(container.At("securityContext", field)));
        if (bad.Count == 0 && !IsBad(ofPod)) return null;
        var values = pod.Containers.Select(container => container.At("securityContext", field)).Prepend(ofPod).Where(IsBad)
            .Select(profile => profile.Text("type") ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var told = field is "appArmorProfile" ? Plural(reason, values.Count) : reason;
        return $"{told} ({Setters(IsBad(ofPod), bad)} must not set {what} to {Quote(values)})";
    }
}
