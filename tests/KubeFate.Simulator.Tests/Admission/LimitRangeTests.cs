using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Limits;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Simulator.Tests.Admission;

public sealed class LimitRangeTests
{
    private const string Ns = "default";

    private readonly ObjectStore store = new(new FakeTimeProvider());

    [Theory]
    [InlineData("max: { cpu: 1 }", "limits: { cpu: 2 }", "maximum cpu usage per Container is 1, but limit is 2")]
    [InlineData("max: { cpu: 1 }", "requests: { cpu: 500m }", "maximum cpu usage per Container is 1.  No limit is specified")]
    [InlineData("min: { memory: 1Gi }", "requests: { memory: 512Mi }", "minimum memory usage per Container is 1Gi, but request is 512Mi")]
    [InlineData("min: { memory: 1Gi }", "", "minimum memory usage per Container is 1Gi.  No request is specified")]
    [InlineData("maxLimitRequestRatio: { cpu: 2 }", "requests: { cpu: 1 }, limits: { cpu: 3 }", "cpu max limit to request ratio per Container is 2, but provided ratio is 3.000000")]
    public void What_is_out_of_range_is_refused(string limit, string resources, string expected)
    {
        Range("Container", limit);
        Assert.Equal($"pods \"p\" is forbidden: {expected}", Refused(Pod(resources)));
    }

    [Fact]
    public void A_pod_is_held_against_the_sum_of_its_containers()
    {
        Range("Pod", "max: { cpu: 3 }");
        Assert.Equal("pods \"p\" is forbidden: maximum cpu usage per Pod is 3, but limit is 4", Refused(Pod("limits: { cpu: 2 }", "limits: { cpu: 2 }")));
        Accepted(Pod("limits: { cpu: 2 }", "limits: { cpu: 1 }"));
    }

    [Fact]
    public void Several_faults_are_told_together()
    {
        Range("Container", "max: { cpu: 1, memory: 1Gi }");
        Assert.Equal(
            "pods \"p\" is forbidden: [maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Container is 1Gi, but limit is 2Gi]",
            Refused(Pod("limits: { cpu: 2, memory: 2Gi }")));
    }

    [Theory]
    [InlineData("5Gi", "maximum storage usage per PersistentVolumeClaim is 4Gi, but request is 5Gi")]
    [InlineData("1Gi", "minimum storage usage per PersistentVolumeClaim is 2Gi, but request is 1Gi")]
    public void A_claim_is_held_against_its_request(string storage, string expected)
    {
        Range("PersistentVolumeClaim", "min: { storage: 2Gi }, max: { storage: 4Gi }");
        var claim = StageYaml.Read($"metadata: {{ name: c, namespace: {Ns} }}\nspec: {{ resources: {{ requests: {{ storage: {storage} }} }} }}");
        Assert.Equal(
            $"persistentvolumeclaims \"c\" is forbidden: {expected}",
            Assert.Throws<ApiFailure>(() => LimitRangeAdmission.Require(store, new(ResourceCatalog.PersistentVolumeClaims, Ns, "c"), claim)).Message);
    }

    [Fact]
    public void Containers_that_say_nothing_get_the_defaults_and_the_pod_says_so()
    {
        Range("Container", "default: { cpu: 1, memory: 1Gi }, defaultRequest: { cpu: 250m }");
        var pod = Pod("limits: { memory: 2Gi }", "requests: { cpu: 2 }, limits: { cpu: 3, memory: 3Gi }");
        LimitRangeAdmission.Complete(store, pod);

        var first = pod.Items("spec", "containers").First()["resources"];
        Assert.Equal(("1", "2Gi", "250m"), (first.At("limits", "cpu")?.ToString(), first.Text("limits", "memory"), first.Text("requests", "cpu")));
        Assert.Equal("2", pod.Items("spec", "containers").Last().At("resources", "requests", "cpu")?.ToString());
        Assert.Equal("LimitRanger plugin set: cpu request for container c0; cpu limit for container c0", pod.Annotation("kubernetes.io/limit-ranger"));
    }

    private static JsonObject Pod(params string[] resources) => StageYaml.Read(
        $"metadata: {{ name: p, namespace: {Ns} }}\nspec: {{ containers: [{string.Join(", ", resources.Select((each, at) => $"{{ name: c{at}, resources: {{ {each} }} }}"))}] }}");

    private void Range(string type, string limit) => store.Create(
        new(ResourceCatalog.LimitRanges, Ns, "r"), StageYaml.Read($"metadata: {{ name: r, namespace: {Ns} }}\nspec: {{ limits: [{{ type: {type}, {limit} }}] }}"));

    private void Accepted(JsonObject pod) => LimitRangeAdmission.Require(store, new(ResourceCatalog.Pods, Ns, "p"), pod);

    private string Refused(JsonObject pod) => Assert.Throws<ApiFailure>(() => Accepted(pod)).Message;
}
