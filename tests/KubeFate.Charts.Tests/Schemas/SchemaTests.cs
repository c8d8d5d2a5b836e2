using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Schemas;

/// <summary>The check has teeth. What it is for stands in MatrixTests.</summary>
public sealed class SchemaTests
{
    private const string Sound = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: a, labels: { a: b } }
        spec:
          replicas: 1
          selector: { matchLabels: { a: b } }
          template:
            metadata: { labels: { a: b } }
            spec:
              containers:
              - name: a
                image: a:1
                imagePullPolicy: Always
                ports: [{ containerPort: 80 }]
                readinessProbe: { tcpSocket: { port: http } }
                resources: { requests: { cpu: 3, memory: 1Gi } }
        """;

    [Theory]
    [MemberData(nameof(KubernetesSchema.Releases), MemberType = typeof(KubernetesSchema))]
    public void A_sound_manifest_passes(string kubernetes) => Assert.Empty(Check(kubernetes, Sound));

    [Theory]
    [InlineData("replicas: 1", "replica: 1", "there is no field replica")]
    [InlineData("replicas: 1", "replicas: \"1\"", "spec.replicas: integer is wanted, not \"1\"")]
    [InlineData("replicas: 1", "replicas: 1.5", "integer is wanted, not 1.5")]
    [InlineData("replicas: 1", "replicas:", "integer is wanted, not nothing")]
    [InlineData("a: b } }\nspec", "a: 1 } }\nspec", "metadata.labels.a: string is wanted, not 1")]
    [InlineData("- name: a\n", "- tty: true\n", "name is missing")]
    [InlineData("imagePullPolicy: Always", "imagePullPolicy: Sometimes", "=Always|IfNotPresent|Never is wanted")]
    [InlineData("port: http", "port: [80]", "int-or-string is wanted")]
    [InlineData("memory: 1Gi", "memory: 1 GB", "quantity is wanted, not \"1 GB\"")]
    [InlineData("[{ containerPort: 80 }]", "{ containerPort: 80 }", "[ContainerPort] is wanted")]
    [InlineData("metadata: { name: a, ", "metadata: { ", "it has no name")]
    [InlineData("apiVersion: apps/v1", "apiVersion: apps/v1beta1", "apps/v1beta1 Deployment: this Kubernetes has no such kind")]
    public void A_fault_is_found_and_named_by_both_releases(string old, string @new, string problem)
    {
        foreach (var kubernetes in new[] { KubernetesSchema.Oldest, KubernetesSchema.Newest })
            Assert.Contains(Check(kubernetes, Changed(old, @new)), found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_that_Kubernetes_1_23_does_not_have_yet_passes_on_the_newest_alone()
    {
        // Pods without the host's users came with 1.25, containers that restart beside others with 1.28.
        var manifest = Changed("containers:", "hostUsers: false\n      containers:");
        Assert.Contains("there is no field hostUsers", Assert.Single(Check(KubernetesSchema.Oldest, manifest)), StringComparison.Ordinal);
        Assert.Empty(Check(KubernetesSchema.Newest, manifest));
        var sidecar = Changed("image: a:1", "image: a:1\n        restartPolicy: Always");
        Assert.Contains("there is no field restartPolicy", Assert.Single(Check(KubernetesSchema.Oldest, sidecar)), StringComparison.Ordinal);
        Assert.Empty(Check(KubernetesSchema.Newest, sidecar));
    }

    [Fact]
    public void A_kind_that_the_newest_Kubernetes_lost_passes_on_1_23_alone()
    {
        const string Policy = """
            apiVersion: policy/v1beta1
            kind: PodSecurityPolicy
            metadata: { name: a }
            spec:
              fsGroup: { rule: RunAsAny }
              runAsUser: { rule: RunAsAny }
              seLinux: { rule: RunAsAny }
              supplementalGroups: { rule: RunAsAny }
            """;
        Assert.Empty(Check(KubernetesSchema.Oldest, Policy));
        Assert.Single(Check(KubernetesSchema.Newest, Policy));
    }

    private static string Changed(string old, string @new)
    {
        Assert.Contains(old, Sound, StringComparison.Ordinal);
        return Sound.Replace(old, @new, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Check(string kubernetes, string manifest) =>
        KubernetesSchema.Of(kubernetes).Check(YamlDocuments.Read(manifest));
}
