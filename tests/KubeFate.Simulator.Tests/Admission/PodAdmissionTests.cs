using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Admission;

public sealed class PodAdmissionTests
{
    private readonly ObjectStore store = new(TimeProvider.System);

    [Fact]
    public void A_new_pod_gets_the_default_account_with_its_token()
    {
        var pod = Pod("");
        PodAdmission.Admit(store, pod);

        Assert.Equal("default", pod.Text("spec", "serviceAccountName"));
        var volume = Assert.Single(pod.Items("spec", "volumes"));
        Assert.StartsWith("kube-api-access-", volume.Text("name"), StringComparison.Ordinal);
        Assert.Equal(volume.Text("name"), pod.Items("spec", "containers").Single().Items("volumeMounts").Single().Text("name"));
        Assert.Equal("Burstable", pod.Text("status", "qosClass"));
    }

    [Fact]
    public void No_token_is_mounted_where_it_is_not_wanted()
    {
        var pod = Pod("automountServiceAccountToken: false,");
        PodAdmission.Admit(store, pod);

        Assert.Empty(pod.Items("spec", "volumes"));
    }

    [Fact]
    public void A_pod_whose_account_does_not_exist_is_refused_in_the_real_words()
    {
        var refusal = Assert.Throws<ApiFailure>(() => PodAdmission.Admit(store, Pod("serviceAccountName: fate,")));

        Assert.Equal("pods \"toy\" is forbidden: error looking up service account fate-9999/fate: serviceaccount \"fate\" not found", refusal.Message);
    }

    private static System.Text.Json.Nodes.JsonObject Pod(string spec) =>
        StageYaml.Read(
            $"{{ metadata: {{ name: toy, namespace: fate-9999 }}, spec: {{ {spec} containers: [{{ name: toy, image: busybox, resources: {{ requests: {{ cpu: 1 }} }} }}] }} }}");
}
