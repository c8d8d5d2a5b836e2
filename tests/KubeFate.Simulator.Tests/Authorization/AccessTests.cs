using System.Net.Http.Headers;
using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Tests.Http;

namespace KubeFate.Simulator.Tests.Authorization;

/// <summary>Requests of restricted users, over HTTP.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Whoever_brings_no_credentials_over_tls_may_ask_for_the_version_and_little_more()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(200, (await api.GetAsync(Paths.Pods)).Code);

        api.Secure();
        Assert.Equal(200, (await api.GetAsync("/version")).Code);
        var refused = await api.GetAsync(Paths.Pods);
        Assert.Equal((403, "Forbidden"), (refused.Code, refused.Reason));
        Assert.Equal(
            "pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"", refused.Message);
        Assert.Equal("forbidden: User \"system:anonymous\" cannot get path \"/apis\"", (await api.GetAsync("/apis")).Message);
    }

    [Fact]
    public async Task Credentials_that_are_no_good_are_refused()
    {
        await using var api = await TestApi.StartAsync();
        api.Http.DefaultRequestHeaders.Authorization = new("Bearer", "a.b.c");

        var refused = await api.GetAsync("/version");
        Assert.Equal((401, "Unauthorized", "Unauthorized"), (refused.Code, refused.Reason, refused.Message));
    }

    [Fact]
    public async Task A_service_account_has_the_rights_of_its_roles_until_its_token_ends()
    {
        await using var api = await TestApi.StartAsync();
        await GrantAsync(api, "Role", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}]""");
        api.Http.DefaultRequestHeaders.Authorization = await SignInAsync(api);

        Assert.Equal(200, (await api.GetAsync(Paths.Maps)).Code);
        Assert.Equal(
            "configmaps \"x\" is forbidden: User \"system:serviceaccount:default:robot\" cannot delete resource \"configmaps\" in API group \"\" in the namespace \"default\"",
            (await api.SendAsync(HttpMethod.Delete, Paths.Maps + "/x")).Message);
        Assert.Equal(
            "configmaps is forbidden: User \"system:serviceaccount:default:robot\" cannot list resource \"configmaps\" in API group \"\" at the cluster scope",
            (await api.GetAsync("/api/v1/configmaps")).Message);
        api.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await api.GetAsync(Paths.Maps)).Code);
    }

    [Fact]
    public async Task A_token_ends_with_its_account()
    {
        await using var api = await TestApi.StartAsync();
        var admin = api.Http.DefaultRequestHeaders.Authorization;
        var robot = await SignInAsync(api);
        api.Cluster.Store.Delete(new(ResourceCatalog.ServiceAccounts, "default", "robot"));
        api.Cluster.Store.Create(new(ResourceCatalog.ServiceAccounts, "default", "robot"), []);

        api.Http.DefaultRequestHeaders.Authorization = robot;
        Assert.Equal(401, (await api.GetAsync("/version")).Code);
        api.Http.DefaultRequestHeaders.Authorization = admin;
        Assert.Equal(200, (await api.GetAsync("/version")).Code);
    }

    [Fact]
    public async Task A_binding_to_a_role_that_is_missing_says_so()
    {
        await using var api = await TestApi.StartAsync();
        await BindAsync(api, "Role", "nowhere");
        api.Http.DefaultRequestHeaders.Authorization = await SignInAsync(api);

        Assert.EndsWith(
            "in the namespace \"default\": RBAC: role.rbac.authorization.k8s.io \"nowhere\" not found", (await api.GetAsync(Paths.Maps)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_view_role_shows_everything_but_secrets()
    {
        await using var api = await TestApi.StartAsync();
        await BindAsync(api, "ClusterRole", "view");
        api.Http.DefaultRequestHeaders.Authorization = await SignInAsync(api);

        Assert.Equal(200, (await api.GetAsync(Paths.Deployments)).Code);
        Assert.Equal(403, (await api.GetAsync("/api/v1/namespaces/default/secrets")).Code);
    }

    [Fact]
    public async Task An_apply_that_creates_needs_the_right_to_create()
    {
        await using var api = await TestApi.StartAsync();
        await GrantAsync(api, "Role", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}]""");
        await api.AddMapAsync("known");
        api.Http.DefaultRequestHeaders.Authorization = await SignInAsync(api);

        Assert.Equal(200, (await ApplyAsync(api, "known")).Code);
        var refused = await ApplyAsync(api, "new");
        Assert.Equal(403, refused.Code);
        Assert.StartsWith("configmaps \"new\" is forbidden", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_is_recorded_once_with_its_count()
    {
        await using var api = await TestApi.StartAsync();
        api.Http.DefaultRequestHeaders.Authorization = await SignInAsync(api);
        await api.GetAsync(Paths.Maps + "/one");
        await api.GetAsync(Paths.Maps + "/two");
        await api.GetAsync(Paths.Pods + "/one/log");

        Assert.Equal(
            [("get", "configmaps", "default", false, 2), ("get", "pods/log", "default", false, 1)],
            api.Cluster.Authorizer.Record.All.Where(access => access.User == Identity.AccountName("default", "robot"))
                .Select(access => (access.Verb, access.Resource, access.Namespace, access.Allowed, access.Count)));
    }

    private static Task<ApiAnswer> ApplyAsync(TestApi api, string name) => api.PatchAsync(
        $"{Paths.Maps}/{name}?fieldManager=test", "application/apply-patch+yaml", $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}"}}""");

    private static async Task GrantAsync(TestApi api, string kind, string rules)
    {
        var path = $"/apis/rbac.authorization.k8s.io/v1/namespaces/default/{kind.ToLowerInvariant()}s";
        Assert.Equal(201, (await api.PostAsync(path, $$$"""{"metadata":{"name":"granted"},"rules":{{{rules}}}}""")).Code);
        await BindAsync(api, kind, "granted");
    }

    private static async Task BindAsync(TestApi api, string kind, string role) => Assert.Equal(201, (await api.PostAsync(
        "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
        $$$"""
        {"metadata":{"name":"bound"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{{kind}}}","name":"{{{role}}}"},
         "subjects":[{"kind":"ServiceAccount","name":"robot","namespace":"default"}]}
        """)).Code);

    private static async Task<AuthenticationHeaderValue> SignInAsync(TestApi api)
    {
        const string Accounts = "/api/v1/namespaces/default/serviceaccounts";
        Assert.Equal(201, (await api.PostAsync(Accounts, """{"metadata":{"name":"robot"}}""")).Code);
        var answer = await api.PostAsync(Accounts + "/robot/token", """{"spec":{"expirationSeconds":3600}}""");
        Assert.Equal(201, answer.Code);
        return new("Bearer", (string)answer.Json["status"]!["token"]!);
    }
}
