using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.UpgradeManager;

/// <summary>The job that takes FATE's database from one release to another.</summary>
public sealed class UpgradeManagerTests
{
    [Fact]
    public async Task The_job_stops_fateflow_and_runs_the_scripts_once()
    {
        var job = Job(await RenderAsync("start: 1.8.0\ntarget: 1.11.2"));
        Assert.Equal(0, job["spec"]!["backoffLimit"]!.GetValue<int>());
        var pod = job["spec"]!["template"]!["spec"]!;
        Assert.Equal(["python", "shutdown-flow.py", "fate-9999"], pod["initContainers"]![0]!["command"]!.AsArray().Select(part => part!.GetValue<string>()));
        Assert.Equal(["1.8.0", "1.11.2"], Variables(job).Where(variable => variable["value"] is not null).Select(variable => variable["value"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("1.7.2", "1.7.2")]
    [InlineData("1.8.1", "1.8.0")]
    [InlineData("1.9.2", "1.9.0")]
    [InlineData("1.10.0", "1.9.0")]
    public async Task The_scripts_begin_at_the_release_that_has_the_same_tables(string start, string told) =>
        Assert.Equal(told, Variables(Job(await RenderAsync($"start: {start}\ntarget: 1.11.2"))).Single(variable => variable["name"]!.GetValue<string>() == "FROM")["value"]!.GetValue<string>());

    [Fact]
    public async Task The_account_may_stop_fateflow_and_nothing_else()
    {
        var rules = (await RenderAsync("start: 1.8.0\ntarget: 1.11.2")).Get("Role", "fate-upgrade-manager-stops-fateflow")["rules"]!.AsArray();
        Assert.All(rules, rule => Assert.Equal("""["apps"]""", rule!["apiGroups"]!.ToJsonString()));
        var changing = Assert.Single(rules, rule => rule!["verbs"]!.AsArray().Any(verb => verb!.GetValue<string>() is not ("get" or "list" or "watch")))!;
        Assert.Equal("""["python"]""", changing["resourceNames"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "mysql-credentials")]
    [InlineData("existingSecret: ours", "ours")]
    [InlineData("{ username: fate, password: database-secret }", "fate-upgrade-manager-credentials")]
    public async Task The_password_comes_from_a_secret_and_is_no_argument(string keys, string secret)
    {
        var manifests = await RenderAsync("start: 1.8.0\ntarget: 1.11.2\n" + keys.Trim('{', '}', ' ').Replace(", ", "\n", StringComparison.Ordinal));
        var job = Job(manifests);
        Assert.All(Variables(job).Where(variable => variable["valueFrom"] is not null), variable => Assert.Equal(secret, variable["valueFrom"]!["secretKeyRef"]!["name"]!.GetValue<string>()));
        Assert.DoesNotContain("database-secret", job.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(keys.Contains("password", StringComparison.Ordinal), manifests.Find("Secret", "fate-upgrade-manager-credentials") is not null);
    }

    [Theory]
    [InlineData("target: 1.11.2", "start: \"\" is no release")]
    [InlineData("start: 1.11.2\ntarget: 1.8.0", "upgrades only")]
    [InlineData("start: 1.8.0\ntarget: 2.0.0", "within FATE 1")]
    [InlineData("start: 1.6.1\ntarget: 1.8.0", "from 1.7.2 on")]
    public async Task Releases_without_scripts_are_refused(string keys, string message) =>
        Assert.Contains(message, await FateChart.RefuseAsync(Manager(keys), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Variables(JsonObject job) => job["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().OfType<JsonNode>();

    private static JsonObject Job(Manifests manifests) => manifests.Get("Job", "fate-mysql-upgrade-job");

    private static string Manager(string keys) => $"chartName: fate-upgrade-manager\nchartVersion: v1.0.0\nname: fate-upgrade-manager\n{keys}";

    private static Task<Manifests> RenderAsync(string keys) => FateChart.RenderAsync(Manager(keys), TestContext.Current.CancellationToken);
}
