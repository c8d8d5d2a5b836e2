using KubeFate.Kubernetes.Tests.ApiServer;

namespace KubeFate.Kubernetes.Tests.Access;

/// <summary>What an account may do, asked before anything is made.</summary>
public sealed class RightsTests : ServerFixture
{
    private static readonly ObjectName[] Kinds =
    [
        new("apps/v1", "StatefulSet", "mysql"), new("networking.k8s.io/v1", "Ingress", "fateboard"),
        // Has no namespace, and is not known.
        new("rbac.authorization.k8s.io/v1", "ClusterRole", "x"), new("example.com/v1", "Thing", "x"),
    ];

    [Fact]
    public async Task An_account_without_patch_is_refused_since_helm_4_needs_it()
    {
        Server.AllowOneByOne("ns", right => !right.StartsWith("patch ", StringComparison.Ordinal));

        var failure = await FailsAsync(() => Gateway.RequireRightsAsync("ns", Kinds, Token));

        Assert.Equal(KubernetesFailure.Forbidden, failure.Code);
        Assert.Contains("may not patch secrets, patch statefulsets.apps, patch ingresses.networking.k8s.io in the namespace ns: ask", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_the_chart_makes_is_needed()
    {
        Server.AllowOneByOne("ns", right => right is not ("create persistentvolumeclaims" or "delete jobs" or "create configmaps"));

        Assert.Null(await Gateway.RequireRightsAsync("ns", Kinds, Token));
    }

    [Fact]
    public async Task What_is_merely_not_told_without_a_right_is_answered_and_not_refused()
    {
        Server.AllowOneByOne("ns", right => right is not ("watch events" or "list events" or "get pods/log"));

        Assert.Equal("list and watch events, get pods/log", await Gateway.RequireRightsAsync("ns", Kinds, Token));
    }

    [Theory]
    [InlineData("""[{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}]""")]
    [InlineData("""
        [
          {"verbs":["get","list","create","update","patch","delete","watch"],"apiGroups":[""],"resources":["secrets","pods","events","persistentvolumeclaims","services","pods/log"]},
          {"verbs":["get","list","watch","create","patch","delete"],"apiGroups":["apps","batch","networking.k8s.io"],"resources":["*"]}
        ]
        """)]
    public async Task Rules_that_the_server_lists_need_no_further_question(string rules)
    {
        Server.AllowByRules(rules);

        Assert.Null(await Gateway.RequireRightsAsync("ns", Kinds, Token));

        Assert.DoesNotContain(Server.Requests, request => request.Contains("accessreviews", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_for_some_names_allows_nothing_in_general()
    {
        Server.AllowByRules("""[{"verbs":["*"],"apiGroups":["*"],"resources":["*"],"resourceNames":["one"]}]""");
        Server.AllowOneByOne("ns", right => right != "create secrets");

        var failure = await FailsAsync(() => Gateway.RequireRightsAsync("ns", Kinds, Token));

        Assert.Contains("may not create secrets in the namespace ns: ask", failure.Message, StringComparison.Ordinal);
    }
}
