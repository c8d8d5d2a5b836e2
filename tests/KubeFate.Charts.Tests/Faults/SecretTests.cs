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
        var one = await FateChart.RunAsync(Tools.Helm, Clusters.Whole(release), none, cancellationToken);
        var two = await FateChart.RunAsync(Tools.Helm, Clusters.Whole(release), none, cancellationToken);
        var (first, second) = (new Manifests(one.MustSucceed().Output), new Manifests(two.MustSucceed().Output));
        (string Secret, string Key)[] made =
        [
            ("mysql-credentials", "password"), ("mysql-credentials", "root-password"),
            ("fateboard-config", "password"), ("notebook-credentials", "token"),
        ];
        foreach (var (secret, key) in made)
        {
            Assert.Matches("^[A-Za-z0-9]{24}$", first.File("Secret", secret, key));
            Assert.NotEqual(first.File("Secret", secret, key), second.File("Secret", secret, key));
        }

        var password = first.File("Secret", "mysql-credentials", "password");
        var eggroll = first.File("Secret", "clustermanager-config", "eggroll.properties");
        Assert.Contains("jdbc.password=" + password, eggroll, StringComparison.Ordinal);
        var flow = first.File("Secret", "python-config", "service_conf.yaml");
        Assert.Contains($"passwd: \"{password}\"", flow, StringComparison.Ordinal);
        var board = first.File("Secret", "fateboard-config", "application.properties");
        Assert.Contains("login.password=" + first.File("Secret", "fateboard-config", "password"), board, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task No_password_is_outside_a_secret(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Whole(release), TestContext.Current.CancellationToken);
        var others = manifests.Objects.Where(candidate => Manifests.Kind(candidate) != "Secret");
        var open = string.Concat(others.Select(candidate => candidate.ToJsonString()));
        string[] secrets = ["mysql-secret", "root-secret", "board-secret", "notebook-secret"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, open, StringComparison.Ordinal));
        Assert.DoesNotContain("MYSQL_ALLOW_EMPTY_PASSWORD", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notebook_never_opens_without_a_password()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var token = await FateChart.RenderAsync(Clusters.Of("v1.8.0"), cancellationToken);
        Assert.Contains("--NotebookApp.token=\"$NOTEBOOK_TOKEN\"", Start(token), StringComparison.Ordinal);

        const string Hash = "client: { notebook_hashed_password: 'sha1:1:2' }";
        var hashed = await FateChart.RenderAsync(Clusters.Of("v1.8.0", Hash), cancellationToken);
        Assert.Contains("--NotebookApp.password=\"$NOTEBOOK_HASHED_PASSWORD\"", Start(hashed), StringComparison.Ordinal);
        Assert.Equal("sha1:1:2", hashed.File("Secret", "notebook-credentials", "hashed-password"));
    }

    [Fact]
    public async Task A_password_with_marks_arrives_unharmed_in_every_format()
    {
        const string Password = """a"b\c'd: #e$f&g/POD_IP""";
        var quoted = Password.Replace("'", "''", StringComparison.Ordinal);
        var clusterYaml = Clusters.Of("v1.8.0", $"mysql: {{ password: '{quoted}' }}");
        var manifests = await FateChart.RenderAsync(clusterYaml, TestContext.Current.CancellationToken);
        Assert.Equal(Password, manifests.File("Secret", "mysql-credentials", "password"));
        var eggroll = Properties.Parse(manifests.File("Secret", "clustermanager-config", "eggroll.properties"));
        Assert.Equal(Password, eggroll["eggroll.resourcemanager.clustermanager.jdbc.password"]);
        var flow = YamlDocuments.Read(manifests.File("Secret", "python-config", "service_conf.yaml"));
        Assert.Equal(Password, flow["database"]!["passwd"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task No_pod_gets_a_token_for_the_kubernetes_api(string release)
    {
        var manifests = await FateChart.RenderAsync(Clusters.Whole(release), TestContext.Current.CancellationToken);
        Assert.False(manifests.Get("ServiceAccount", "fate")["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.All(manifests.Workloads, workload =>
            Assert.False(workload["spec"]!["template"]!["spec"]!["automountServiceAccountToken"]!.GetValue<bool>()));
    }

    private static string Start(Manifests manifests) => manifests.Container("client", "client")["command"]![2]!.GetValue<string>();
}
