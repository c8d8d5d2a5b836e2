using KubeFate.Service.Clusters.Preflight;
using KubeFate.Service.Manifests;

namespace KubeFate.Service.Tests.Clusters.Preflight;

/// <summary>What manifests name and do not bring along.</summary>
public sealed class ManifestReferencesTests
{
    [Theory]
    [InlineData("Ingress", "spec: { ingressClassName: nginx }", "IngressClass nginx")]
    [InlineData("Ingress", "spec: { tls: [{ secretName: cert, hosts: [a.b] }] }", "Secret cert")]
    [InlineData("HTTPRoute", "spec: { parentRefs: [{ name: site, namespace: edge }] }", "Gateway site")]
    [InlineData("PersistentVolumeClaim", "spec: { storageClassName: fast }", "StorageClass fast")]
    [InlineData("PersistentVolumeClaim", "spec: { storageClassName: \"\" }", null)]
    [InlineData("StatefulSet", "spec: { volumeClaimTemplates: [{ spec: { storageClassName: fast } }] }", "StorageClass fast")]
    [InlineData("Deployment", "spec: { template: { spec: { imagePullSecrets: [{ name: key }] } } }", "Secret key")]
    [InlineData("Deployment", "spec: { template: { spec: { serviceAccountName: default } } }", null)]
    [InlineData("DaemonSet", "spec: { template: { spec: { serviceAccountName: fum } } }", "ServiceAccount fum")]
    [InlineData("Job", "spec: { template: { spec: { priorityClassName: high } } }", "PriorityClass high")]
    [InlineData("CronJob", "spec: { jobTemplate: { spec: { template: { spec: { runtimeClassName: gvisor } } } } }", "RuntimeClass gvisor")]
    [InlineData("Pod", "spec: { volumes: [{ persistentVolumeClaim: { claimName: mysql-data } }] }", "PersistentVolumeClaim mysql-data")]
    [InlineData("Pod", "spec: { volumes: [{ secret: { secretName: a } }] }", "Secret a")]
    [InlineData("Pod", "spec: { volumes: [{ secret: { secretName: a, optional: true } }] }", null)]
    [InlineData("Pod", "spec: { volumes: [{ projected: { sources: [{ configMap: { name: a } }] } }] }", "ConfigMap a")]
    [InlineData("Pod", "spec: { initContainers: [{ env: [{ name: A, valueFrom: { secretKeyRef: { name: a, key: b } } }] }] }", "Secret a")]
    [InlineData("Pod", "spec: { containers: [{ envFrom: [{ configMapRef: { name: a } }] }] }", "ConfigMap a")]
    public void It_is_found_where_it_stands(string kind, string spec, string? named)
    {
        var found = ManifestReferences.Of(ManifestDocuments.Objects($"apiVersion: v1\nkind: {kind}\nmetadata: {{ name: x }}\n{spec}\n"));

        Assert.Equal(named, found.Count == 0 ? null : Assert.Single(found).Object.ToString());
    }

    [Fact]
    public void What_the_manifest_brings_along_is_not_missing()
    {
        const string manifest = """
            apiVersion: v1
            kind: Pod
            metadata: { name: x }
            spec: { volumes: [{ secret: { secretName: a } }] }
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: a }
            """;
        Assert.Empty(ManifestReferences.Of(ManifestDocuments.Objects(manifest)));
    }

    [Fact]
    public void The_sentence_names_cause_and_cure()
    {
        var found = Assert.Single(ManifestReferences.Of(ManifestDocuments.Objects("kind: Ingress\nmetadata: { name: fateboard }\nspec: { ingressClassName: nginx }")));

        Assert.Equal(
            "Ingress fateboard names the ingress class nginx, which this Kubernetes does not have: nobody answers at its addresses. Set ingressClassName to one that kubectl get ingressclass lists",
            found.Missing);
    }
}
