using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>No password that everybody knows, and none outside a Secret.</summary>
public sealed class SecretTests
{
    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Passwords_that_nobody_gave_are_random_and_agree(string release)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        string[] none = ["--set", "mysql.password=,mysql.rootPassword=,fateboard.password=,client.notebook_token="];
        var first = new Manifests((await FateChart.RunAsync(Tools.Helm, Clusters.Of(release), none, cancellationToken)).MustSucceed().Output);
        var second = new Manifests((await FateChart.RunAsync(Tools.Helm, Clusters.Of(release), none, cancellationToken)).MustSucceed().Output);

        foreach (var (secret, key) in new[]
        {
            ("mysql-credentials", "password"), ("mysql-credentials", "root-password"),
            ("fateboard-config", "password"), ("notebook-credentials", "token"),
        })
        {
            Assert.Matches("^[A-Za-z0-9]{24}$", first.File("Secret", secret, key));
            Assert.NotEqual(first.File("Secret", secret, key), second.File("Secret", secret, key));
        }

        var password = first.File("Secret", "mysql-credentials", "password");
        Assert.Contains("jdbc.password=" + password, first.File("Secret", "clustermanager-config", "eggroll.properties"), StringComparison.Ordinal);
        Assert.Contains($"passwd: \"{password}\"", first.File("Secret", "python-config", "service_conf.yaml"), StringComparison.Ordinal);
        Assert.Contains(
            "server.board.login.password=" + first.File("Secret", "fateboard-config", "password"),
            first.File("Secret", "fateboard-config", "application.properties"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task No_password_is_outside_a_secret(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        var open = string.Concat(manifests.Objects.Where(candidate => Manifests.Kind(candidate) != "Secret").Select(candidate => candidate.ToJsonString()));
        Assert.All(["mysql-secret", "root-secret", "board-secret", "notebook-secret"], secret => Assert.DoesNotContain(secret, open, StringComparison.Ordinal));
        Assert.DoesNotContain("MYSQL_ALLOW_EMPTY_PASSWORD", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notebook_never_opens_without_a_password()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var token = await FateChart.RenderAsync(Clusters.Of("v1.8.0"), cancellationToken);
        Assert.Contains("--NotebookApp.token=\"$NOTEBOOK_TOKEN\"", Start(token), StringComparison.Ordinal);

        var hashed = await FateChart.RenderAsync(Clusters.Of("v1.8.0", "client: { notebook_hashed_password: 'sha1:1:2' }"), cancellationToken);
        Assert.Contains("--NotebookApp.password=\"$NOTEBOOK_HASHED_PASSWORD\"", Start(hashed), StringComparison.Ordinal);
        Assert.Equal("sha1:1:2", hashed.File("Secret", "notebook-credentials", "hashed-password"));
    }

    [Fact]
    public async Task A_password_with_marks_arrives_unharmed_in_every_format()
    {
        const string Password = """a"b\c'd: #e$f&g/POD_IP""";
        var manifests = await FateChart.RenderAsync(
            Clusters.Of("v1.8.0", $"mysql: {{ password: '{Password.Replace("'", "''", StringComparison.Ordinal)}' }}"), TestContext.Current.CancellationToken);
        Assert.Equal(Password, manifests.File("Secret", "mysql-credentials", "password"));
        Assert.Equal(
            Password,
            Properties.Parse(manifests.File("Secret", "clustermanager-config", "eggroll.properties"))["eggroll.resourcemanager.clustermanager.jdbc.password"]);
        Assert.Equal(
            Password,
            YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"))["database"]!["passwd"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task No_pod_gets_a_token_for_the_kubernetes_api(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Of(release), TestContext.Current.CancellationToken);
        Assert.False(manifests.Get("ServiceAccount", "fate")["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.All(manifests.Workloads, workload =>
            Assert.False(workload["spec"]!["template"]!["spec"]!["automountServiceAccountToken"]!.GetValue<bool>()));
    }

    private static string Start(Manifests manifests) => manifests.Container("client", "client")["command"]![2]!.GetValue<string>();
}
