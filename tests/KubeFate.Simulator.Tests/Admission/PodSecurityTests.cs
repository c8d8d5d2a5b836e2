using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Security;
using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Tests.Admission;

public sealed class PodSecurityTests
{
    private const string Hardened =
        "allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault }";

    [Fact]
    public void A_plain_pod_is_fit_for_baseline_and_not_for_restricted()
    {
        var pod = Pod("containers: [{ name: web }]");
        Assert.Null(PodSecurity.Violations(new("baseline", null), pod));
        Assert.Equal(
            "allowPrivilegeEscalation != false (container \"web\" must set securityContext.allowPrivilegeEscalation=false), "
            + "unrestricted capabilities (container \"web\" must set securityContext.capabilities.drop=[\"ALL\"]), "
            + "runAsNonRoot != true (pod or container \"web\" must set securityContext.runAsNonRoot=true), "
            + "seccompProfile (pod or container \"web\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")",
            PodSecurity.Violations(new("restricted", null), pod));
    }

    [Fact]
    public void A_hardened_pod_is_fit_for_restricted() =>
        Assert.Null(PodSecurity.Violations(new("restricted", null), Pod($"containers: [{{ name: web, securityContext: {{ {Hardened} }} }}]")));

    [Theory]
    [InlineData("hostNetwork: true, hostPID: true", "", "host namespaces (hostNetwork=true, hostPID=true)")]
    [InlineData("volumes: [{ name: v, hostPath: { path: /x } }]", "", "hostPath volumes (volume \"v\")")]
    [InlineData("", "ports: [{ containerPort: 1, hostPort: 80 }]", "hostPort (container \"web\" uses hostPort 80)")]
    [InlineData("", "securityContext: { privileged: true }", "privileged (container \"web\" must not set securityContext.privileged=true)")]
    [InlineData("", "securityContext: { capabilities: { add: [NET_ADMIN, CHOWN] } }",
        "non-default capabilities (container \"web\" must not include \"NET_ADMIN\" in securityContext.capabilities.add)")]
    [InlineData("", "securityContext: { procMount: Unmasked }", "procMount (container \"web\" must not set securityContext.procMount to \"Unmasked\")")]
    [InlineData("securityContext: { seccompProfile: { type: Unconfined } }", "", "seccompProfile (pod must not set securityContext.seccompProfile.type to \"Unconfined\")")]
    [InlineData("securityContext: { sysctls: [{ name: kernel.msgmax, value: x }] }", "", "forbidden sysctls (kernel.msgmax)")]
    [InlineData("securityContext: { seLinuxOptions: { type: custom, user: u } }", "",
        "seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type \"custom\"; user may not be set)")]
    [InlineData("", "securityContext: { appArmorProfile: { type: Unconfined } }",
        "forbidden AppArmor profile (container \"web\" must not set AppArmor profile type to \"Unconfined\")")]
    public void Baseline_refuses(string pod, string container, string expected) => Assert.Equal(
        expected,
        PodSecurity.Violations(new("baseline", null), Pod($"containers: [{{ name: web{(container.Length > 0 ? ", " : "")}{container} }}]{(pod.Length > 0 ? ", " : "")}{pod}")));

    [Theory]
    [InlineData("volumes: [{ name: a, nfs: { path: x } }, { name: b, configMap: { name: x } }]", "",
        "restricted volume types (volume \"a\" uses restricted volume type \"nfs\")")]
    [InlineData("securityContext: { runAsUser: 0 }", "", "runAsUser=0 (pod must not set runAsUser=0)")]
    [InlineData("", ", runAsUser: 0", "runAsUser=0 (container \"web\" must not set runAsUser=0)")]
    public void Restricted_refuses_beside_that(string pod, string context, string expected) => Assert.Equal(
        expected,
        PodSecurity.Violations(new("restricted", null), Pod($"containers: [{{ name: web, securityContext: {{ {Hardened}{context} }} }}]{(pod.Length > 0 ? ", " : "")}{pod}")));

    [Fact]
    public void An_older_version_has_only_its_own_checks() => Assert.Equal(
        "runAsNonRoot != true (pod or container \"web\" must set securityContext.runAsNonRoot=true)",
        PodSecurity.Violations(
            new("restricted", 18), Pod("containers: [{ name: web, securityContext: { allowPrivilegeEscalation: false, runAsUser: 0 } }]")));

    [Theory]
    [InlineData("enforce: restricted", "restricted:latest", "restricted:latest")]
    [InlineData("enforce: baseline, pod-security.kubernetes.io/enforce-version: v1.30", "baseline:v1.30", "baseline:v1.30")]
    [InlineData("enforce: baseline, pod-security.kubernetes.io/warn: privileged", "baseline:latest", "privileged:latest")]
    [InlineData("warn: restricted", "privileged:latest", "restricted:latest")]
    public void Labels_say_what_is_enforced_and_warned_of(string labels, string enforce, string warn)
    {
        var policy = SecurityPolicy.Of(StageYaml.Read($"metadata: {{ labels: {{ pod-security.kubernetes.io/{labels} }} }}"));
        Assert.Equal((enforce, warn, 0), (policy.Enforce.ToString(), policy.Warn.ToString(), policy.Problems.Count));
    }

    [Fact]
    public void A_label_that_is_none_is_a_fault_of_the_namespace()
    {
        var policy = SecurityPolicy.Of(StageYaml.Read("metadata: { labels: { pod-security.kubernetes.io/enforce: strict } }"));
        Assert.Equal(
            ("metadata.labels[pod-security.kubernetes.io/enforce]", "Invalid value: \"strict\": must be one of privileged, baseline, restricted"),
            policy.Problems.Select(problem => (problem.Field, problem.Message)).Single());
    }

    private static PodUnderCheck Pod(string spec)
    {
        var pod = StageYaml.Read($"spec: {{ {spec} }}");
        return new(new JsonObject(), pod["spec"]);
    }
}
