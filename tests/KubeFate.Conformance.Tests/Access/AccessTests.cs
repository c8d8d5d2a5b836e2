using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Access;

/// <summary>RBAC as kubectl sees it.</summary>
public sealed class AccessTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task A_user_without_rights_is_told_what_he_cannot_do()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            $"Error from server (Forbidden): deployments.apps is forbidden: User \"jane\" cannot list resource \"deployments\" in API group \"apps\" in the namespace \"{space.Name}\"",
            await space.RefusedAsync("get", "deployments", "--as", "jane"));
        Assert.Equal(
            $"Error from server (Forbidden): namespaces \"{space.Name}\" is forbidden: User \"jane\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"{space.Name}\"",
            await space.RefusedAsync("get", "namespace", space.Name, "--as", "jane"));
        Assert.Equal(
            "Error from server (Forbidden): nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope",
            await space.RefusedAsync("get", "nodes", "--as", "jane"));
        Assert.Contains(
            $"configmaps is forbidden: User \"jane\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"{space.Name}\"",
            await space.RefusedAsync("create", "configmap", "x", "--as", "jane"));
        Assert.Contains("User \"jane\" cannot get path \"/metrics\"", await space.RefusedAsync("get", "--raw", "/metrics", "--as", "jane"));
    }

    [Theory]
    [InlineData("get", "pods", "", "yes")]
    [InlineData("list", "pods", "", "yes")]
    [InlineData("delete", "pods", "", "no")]
    [InlineData("get", "pods", "log", "no")]
    [InlineData("get", "secrets/known", "", "yes")]
    [InlineData("get", "secrets/other", "", "no")]
    [InlineData("update", "deployments.apps", "scale", "yes")]
    [InlineData("update", "deployments.apps", "", "no")]
    public async Task Can_i_answers_by_verbs_resources_parts_and_names(string verb, string resource, string part, string answer)
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Role("worker", """
            - {apiGroups: [""], resources: [pods], verbs: [get, list]}
            - {apiGroups: [""], resources: [secrets], resourceNames: [known], verbs: [get]}
            - {apiGroups: [apps], resources: ["deployments/scale"], verbs: ["*"]}
            """))).MustSucceed();
        await space.ReadAsync("create", "rolebinding", "worker", "--role=worker", "--user=jane");

        string[] asked = part.Length == 0 ? [verb, resource] : [verb, resource, "--subresource=" + part];
        Assert.Equal(answer, (await space.KubectlAsync(["auth", "can-i", .. asked, "--as", "jane"])).Output.Trim());
    }

    [Fact]
    public async Task Can_i_lists_what_the_roles_give()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(Role("worker", "- {apiGroups: [\"\"], resources: [pods], verbs: [get, list]}"))).MustSucceed();
        await space.ReadAsync("create", "rolebinding", "worker", "--role=worker", "--group=workers");

        var listed = Printed.Table(await space.ReadAsync("auth", "can-i", "--list", "--as", "jane", "--as-group", "workers"));
        Assert.Contains("pods [] [] [get list]", listed);
        Assert.Contains("selfsubjectaccessreviews.authorization.k8s.io [] [] [create]", listed);
        Assert.Contains(listed, line => line.EndsWith("[/version] [] [get]", StringComparison.Ordinal));
        Assert.DoesNotContain(listed, line => line.StartsWith("*.*", StringComparison.Ordinal));
        Assert.Contains("*.* [] [] [*]", Printed.Table(await space.ReadAsync("auth", "can-i", "--list", "--as", "root", "--as-group", "system:masters")));
    }

    [Fact]
    public async Task A_token_of_a_service_account_has_its_rights()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "serviceaccount", "robot");
        await space.ReadAsync("create", "rolebinding", "robot", "--clusterrole=view", $"--serviceaccount={space.Name}:robot");
        var token = await space.ReadAsync("create", "token", "robot");

        var robot = await cluster.SignInAsync(token, TestContext.Current.CancellationToken);
        Assert.Equal("", await robot.ReadAsync(space, "get", "deployments", "-o", "name"));
        Assert.Contains($"User \"system:serviceaccount:{space.Name}:robot\" cannot list resource \"secrets\"", await robot.RefusedAsync(space, "get", "secrets"));
        Assert.Contains("system:serviceaccount:" + space.Name + ":robot", await space.ReadAsync("auth", "whoami", "--as", $"system:serviceaccount:{space.Name}:robot"));
        Assert.Contains(
            "You must be logged in to the server",
            await (await cluster.SignInAsync(token + "x", TestContext.Current.CancellationToken)).RefusedAsync(space, "get", "pods"));
    }

    [Fact]
    public async Task Impersonation_is_a_right_of_its_own()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "serviceaccount", "robot");
        var token = await space.ReadAsync("create", "token", "robot");
        var robot = await cluster.SignInAsync(token, TestContext.Current.CancellationToken);

        // From 1.36 on the right that is asked for first is a narrower one (impersonate-on:user-info:list), of pods.
        Assert.Contains(
            $" is forbidden: User \"system:serviceaccount:{space.Name}:robot\" cannot impersonate",
            await robot.RefusedAsync(space, "get", "pods", "--as", "jane"));
    }

    [Fact]
    public async Task Nobody_grants_what_he_does_not_have()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("create", "rolebinding", "admin", "--clusterrole=admin", "--user=jane");

        Assert.Contains("role.rbac.authorization.k8s.io/fits created", await space.ReadAsync("create", "role", "fits", "--verb=get", "--resource=pods", "--as", "jane"));
        var refused = await space.RefusedAsync("create", "role", "x", "--verb=get,list", "--resource=nodes,pods", "--as", "jane");
        Assert.Contains(
            "roles.rbac.authorization.k8s.io \"x\" is forbidden: user \"jane\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"nodes\"], Verbs:[\"get\" \"list\"]}",
            refused);
        Assert.Contains(
            "is attempting to grant RBAC permissions not currently held",
            await space.RefusedAsync("create", "rolebinding", "x", "--clusterrole=cluster-admin", "--user=jane", "--as", "jane"));
        Assert.Contains("created", await space.ReadAsync("create", "rolebinding", "x", "--clusterrole=edit", "--user=joe", "--as", "jane"));
    }

    [Fact]
    public async Task A_role_is_put_together_from_those_that_a_label_selects()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        var (whole, part) = ("whole-" + space.Name, "part-" + space.Name);
        await space.ReadAsync("create", "clusterrole", part, "--verb=get", "--resource=configmaps");
        try
        {
            await space.ReadAsync("create", "clusterrole", whole, $"--aggregation-rule=for={space.Name}");
            await space.ReadAsync("label", "clusterrole", part, "for=" + space.Name);
            await space.ReadAsync("create", "rolebinding", "whole", "--clusterrole=" + whole, "--user=jane");

            await space.ReadAsync("wait", "clusterrole/" + whole, "--for=jsonpath={.rules[0].resources[0]}=configmaps", HangGuard.Option);
            Assert.Equal("", await space.ReadAsync("get", "configmap", "x", "--ignore-not-found", "--as", "jane"));
        }
        finally
        {
            await space.KubectlAsync("delete", "clusterrole", whole, part);
        }
    }

    private static string Role(string name, string rules) =>
        $"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: {name}
        rules:
        {rules}
        """;
}
