using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Kubectl;

public sealed class WriteTests(ConformanceCluster cluster)
{
    [Theory]
    [InlineData("merge", """{"data":{"a":null,"b":"two"}}""", """{"b":"two"}""")]
    [InlineData("strategic", """{"data":{"b":"two"}}""", """{"a":"one","b":"two"}""")]
    [InlineData("json", """[{"op":"replace","path":"/data/a","value":"two"}]""", """{"a":"two"}""")]
    public async Task A_patch_of_each_kind_does_its_work(string kind, string patch, string expected)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config", "--from-literal=a=one");

        Assert.Equal("configmap/config patched", await space.ReadAsync("patch", "configmap", "config", "--type", kind, "-p", patch));

        Assert.Equal(expected, await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data}"));
    }

    [Fact]
    public async Task A_failed_test_of_a_json_patch_is_refused()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config", "--from-literal=a=one");

        Assert.Contains("the server rejected our request due to an error in our request", await space.RefusedAsync(
            "patch", "configmap", "config", "--type", "json", "-p", """[{"op":"test","path":"/data/a","value":"x"}]"""));
    }

    [Fact]
    public async Task Labels_and_annotations_are_set_and_taken_off()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config");

        Assert.Equal("configmap/config labeled", await space.ReadAsync("label", "configmap", "config", "tier=front"));
        Assert.Equal("configmap/config annotated", await space.ReadAsync("annotate", "configmap", "config", "note=x"));
        Assert.Equal("configmap/config", await space.ReadAsync("get", "configmap", "-l", "tier in (front, back),!other", "-o", "name"));
        Assert.Contains("--overwrite is false", await space.RefusedAsync("label", "configmap", "config", "tier=back"));
        Assert.Equal("configmap/config unlabeled", await space.ReadAsync("label", "configmap", "config", "tier-"));
        Assert.Equal("", await space.ReadAsync("get", "configmap", "-l", "tier", "-o", "name"));
    }

    [Fact]
    public async Task Replace_needs_the_version_it_was_made_from()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config", "--from-literal=a=one");
        var old = await space.ReadAsync("get", "configmap", "config", "-o", "json");
        await space.ReadAsync("label", "configmap", "config", "tier=front");

        var refused = await space.RefusedAsync("replace", "-f", cluster.Write(old));
        Assert.Contains("the object has been modified; please apply your changes to the latest version and try again", refused);
        Assert.Equal("configmap/config replaced", await space.ReadAsync("replace", "-f", cluster.Write(Manifests.ConfigMap("b: two"))));
        Assert.Equal("""{"b":"two"}""", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data}"));
    }

    [Fact]
    public async Task Edit_writes_what_the_editor_leaves()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "configmap", "config", "--from-literal=a=one");

        var edited = await space.RunAsync(
            Testing.Tools.Kubectl, ["edit", "configmap", "config"], new Dictionary<string, string?> { ["KUBE_EDITOR"] = "sed -i s/one/two/" });

        Assert.Equal("configmap/config edited\n", edited.MustSucceed().Output);
        Assert.Equal("two", await space.ReadAsync("get", "configmap", "config", "-o", "jsonpath={.data.a}"));
    }

    [Theory]
    [InlineData("configmap x --from-literal=a=b", "configmap/x")]
    [InlineData("secret generic x --from-literal=a=b", "secret/x")]
    [InlineData("serviceaccount x", "serviceaccount/x")]
    [InlineData("deployment x --image=nginx:1.27 --replicas=0", "deployment.apps/x")]
    [InlineData("service clusterip x --tcp=80:8080", "service/x")]
    [InlineData("service nodeport x --tcp=80", "service/x")]
    [InlineData("role x --verb=get --resource=pods", "role.rbac.authorization.k8s.io/x")]
    [InlineData("rolebinding x --role=x --user=someone", "rolebinding.rbac.authorization.k8s.io/x")]
    [InlineData("job x --image=busybox:1.36", "job.batch/x")]
    [InlineData("cronjob x --image=busybox:1.36 --schedule=@yearly", "cronjob.batch/x")]
    [InlineData("quota x --hard=pods=10", "resourcequota/x")]
    [InlineData("ingress x --rule=example.com/=web:80", "ingress.networking.k8s.io/x")]
    [InlineData("poddisruptionbudget x --selector=a=b --min-available=1", "poddisruptionbudget.policy/x")]
    public async Task Create_makes_an_object_of_each_kind(string arguments, string name)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(name + " created", await space.ReadAsync(["create", .. arguments.Split(' ')]));
        Assert.Equal(name, await space.ReadAsync("get", name, "-o", "name"));
        Assert.Contains("already exists", await space.RefusedAsync(["create", .. arguments.Split(' ')]));
    }

    [Fact]
    public async Task A_secret_is_what_was_written()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "secret", "generic", "s", "--from-literal=password=pässword");

        Assert.Equal("cMOkc3N3b3Jk", await space.ReadAsync("get", "secret", "s", "-o", "jsonpath={.data.password}"));
        Assert.Equal("Opaque", await space.ReadAsync("get", "secret", "s", "-o", "jsonpath={.type}"));
    }

    [Fact]
    public async Task Delete_waits_until_the_object_is_gone()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.Deployment() + "\n---\n" + Manifests.Service)).MustSucceed();
        await space.ReadAsync("rollout", "status", "deployment/web", HangGuard.Option);

        Assert.StartsWith("pod \"web-", await space.ReadAsync("delete", "pod", "-l", "app=web", "--wait", HangGuard.Option));
        Assert.StartsWith("deployment.apps \"web\" deleted", await space.ReadAsync("delete", "deployment", "web", "--cascade=foreground", HangGuard.Option));
        Assert.Equal("", await space.ReadAsync("get", "replicasets,pods", "-o", "name"));
        Assert.Equal("", await space.ReadAsync("delete", "deployment", "web", "--ignore-not-found"));
        Assert.Contains("deployments.apps \"web\" not found", await space.RefusedAsync("delete", "deployment", "web"));
    }

    [Fact]
    public async Task A_deleted_namespace_takes_everything_with_it()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Manifests.Deployment())).MustSucceed();

        Assert.StartsWith($"namespace \"{space.Name}\" deleted", await space.ReadAsync("delete", "namespace", space.Name, HangGuard.Option));
        Assert.Contains($"namespaces \"{space.Name}\" not found", await space.RefusedAsync("get", "namespace", space.Name));
        Assert.Contains($"namespaces \"{space.Name}\" not found", await space.RefusedAsync("create", "configmap", "late"));
    }
}
