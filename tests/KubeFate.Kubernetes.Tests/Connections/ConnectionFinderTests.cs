using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Tests.ApiServer;
using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.Connections;

public sealed class ConnectionFinderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_given_goes_before_KUBECONFIG_and_the_default()
    {
        var given = _folder.Write("given", Kubeconfig("given"));
        var listed = _folder.Write("listed", Kubeconfig("listed"));
        var usual = _folder.Write("default", Kubeconfig("default"));
        var places = new ConnectionPlaces { KubeconfigVariable = $"/nowhere{Path.PathSeparator}{listed}", DefaultKubeconfig = usual, InCluster = false };

        Assert.Equal("https://given:6443", Find(given, null, places).Config.Host);
        Assert.Equal("https://listed:6443", Find(null, null, places).Config.Host);
        Assert.Equal("https://default:6443", Find(null, null, places with { KubeconfigVariable = null }).Config.Host);
        Assert.Equal($"context listed of {listed}", Find(null, null, places).Origin);
    }

    [Fact]
    public void Of_several_files_the_first_to_say_something_counts()
    {
        var one = _folder.Write("one", "contexts: [{name: a, context: {cluster: a}}]");
        var two = _folder.Write("two", Kubeconfig("a", server: "https://two") + "\n");
        var three = _folder.Write("three", Kubeconfig("a", server: "https://three"));
        var places = Gateways.NoPlaces() with { KubeconfigVariable = string.Join(Path.PathSeparator, one, two, three) };

        Assert.Equal("https://two", Find(null, null, places).Config.Host);
    }

    [Fact]
    public void A_context_can_be_chosen()
    {
        var file = _folder.Write("c", """
            current-context: a
            contexts: [{name: a, context: {cluster: x}}, {name: b, context: {cluster: y}}]
            clusters: [{name: x, cluster: {server: "https://x"}}, {name: y, cluster: {server: "https://y"}}]
            """);

        Assert.Equal("https://y", Find(file, "b").Config.Host);
        Assert.EndsWith("has no context c: it has a, b", Invalid(() => Find(file, "c")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a: [\n", "is not a kubeconfig (line 2)")]
    [InlineData("- 1\n- 2", "is not a kubeconfig (line 1)")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x, user: u}}]\nclusters: [{name: x, cluster: {server: 'http://h'}}]\nusers: [{name: u, user: {token: t, as: x, as-groups: [a, b]}}]", "has several as-groups")]
    [InlineData("contexts: [{name: a}]", "has no current-context: choose one of a")]
    [InlineData("current-context: a", "has no context a: it has none")]
    [InlineData("current-context: a\ncontexts: [{name: a}]", "is empty: give it a cluster and a user")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x}}]", "names the cluster 'x', which the kubeconfig does not have")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: host}}]", "is no address such as https://host:6443")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x, user: u}}]\nclusters: [{name: x, cluster: {server: 'http://h'}}]", "names the user 'u', which the kubeconfig does not have")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: 'https://h', certificate-authority: no.crt}}]", "cannot be used")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: 'https://h', certificate-authority-data: '!'}}]", "cannot be used")]
    [InlineData("current-context: a\ncontexts: [{name: a, context: {cluster: x, user: u}}]\nclusters: [{name: x, cluster: {server: 'http://h'}}]\nusers: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: /no/such/program}}}]", "cannot be used")]
    public void What_cannot_be_used_says_where_and_why(string text, string message) =>
        Assert.Contains(message, Invalid(() => Find(_folder.Write("k", text), null)), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_and_no_place_at_all_say_what_to_do()
    {
        Assert.Contains("there is no kubeconfig /no/where", Invalid(() => Find("/no/where", null)), StringComparison.Ordinal);
        Assert.Contains("there is no kubeconfig /no/where", Invalid(() => Find(null, null, Gateways.NoPlaces() with { KubeconfigVariable = "/no/where" })), StringComparison.Ordinal);
        Assert.Contains("no Kubernetes connection is configured", Invalid(() => Find(null, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_of_the_cluster_is_kept()
    {
        var text = Kubeconfig("a").Replace("\"https://a:6443\"", "\"https://a:6443\", proxy-url: \"http://proxy:3128\"", StringComparison.Ordinal);

        Assert.Equal(new Uri("http://proxy:3128"), Find(_folder.Write("k", text), null).Proxy);
    }

    [Fact]
    public void A_user_without_credentials_is_nobody() =>
        Assert.Null(Find(_folder.Write("k", Kubeconfig("a", user: "{}")), null).Config.AccessToken);

    private static string Kubeconfig(string name, string? server = null, string user = "{token: t}") => $$$"""
        current-context: {{{name}}}
        contexts: [{name: {{{name}}}, context: {cluster: {{{name}}}, user: {{{name}}}}}]
        clusters: [{name: {{{name}}}, cluster: {server: "{{{server ?? $"https://{name}:6443"}}}"}}]
        users: [{name: {{{name}}}, user: {{{user}}}}]
        """;

    private static ConnectionSettings Find(string? file, string? context, ConnectionPlaces? places = null) =>
        ConnectionFinder.Find(new KubernetesOptions { Kubeconfig = file, Context = context }, places ?? Gateways.NoPlaces());

    private static string Invalid(Func<object> act)
    {
        var failure = Assert.Throws<KubernetesException>(act);
        Assert.Equal(KubernetesFailure.ConfigInvalid, failure.Code);
        return failure.Message;
    }
}
