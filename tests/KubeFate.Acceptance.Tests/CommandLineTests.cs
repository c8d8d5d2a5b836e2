using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>The whole command line, as scripts use it: the compiled command, the real service, the simulated Kubernetes.</summary>
public sealed class CommandLineTests
{
    private const int Usage = 2;
    private const int Denied = 4;
    private const int NotFound = 6;
    private const int Conflict = 7;

    [Fact]
    public async Task A_cluster_is_installed_updated_read_and_deleted_by_its_name()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Task<ToolResult> Run(params string[] arguments) => site.RunAsync(service, arguments);
        var spec = site.Spec("party-9999/cluster.yaml");

        (await Run("cluster", "install", "-f", spec, "--wait", "-q")).MustSucceed();
        Assert.Equal("fate-9999/fate-9999\n", (await Run("cluster", "list", "-o", "name")).MustSucceed().Output);
        Assert.Contains("Status      \tRunning", (await Run("cluster", "describe", "fate-9999")).MustSucceed().Output);
        Assert.Contains("rollsite", (await Run("cluster", "status", "fate-9999/fate-9999", "--no-headers")).MustSucceed().Output);
        Assert.NotEqual("", (await Run("cluster", "logs", "fate-9999", "rollsite", "--tail", "1")).MustSucceed().Output);
        Assert.Equal(Conflict, (await Run("cluster", "install", "-f", spec)).ExitCode);

        var changed = site.Spec("party-9999/cluster.yaml", ("nodePort: 30091", "nodePort: 30191"));
        (await Run("cluster", "update", "-f", changed, "--wait")).MustSucceed();
        var cluster = JsonNode.Parse((await Run("cluster", "describe", "fate-9999", "-n", "fate-9999", "-o", "json")).MustSucceed().Output)!;
        Assert.Equal(2, cluster["revision"]!.GetValue<int>());
        Assert.Equal(30191, cluster["Info"]!["port"]!.GetValue<int>());

        var uuid = cluster["uuid"]!.GetValue<string>();
        Assert.Equal(Usage, (await Run("cluster", "delete", uuid[..8])).ExitCode);
        (await Run("cluster", "delete", uuid[..8], "--yes", "--wait")).MustSucceed();
        Assert.Equal(NotFound, (await Run("cluster", "describe", "fate-9999")).ExitCode);
        Assert.Contains("Deleted", (await Run("cluster", "list", "--all")).MustSucceed().Output);
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_made_and_makes_nothing()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Task<ToolResult> Run(params string[] arguments) => site.RunAsync(service, arguments);
        var spec = site.Spec("party-9999/cluster.yaml");
        Assert.Contains("kind: Deployment", (await Run("cluster", "install", "-f", spec, "--dry-run")).MustSucceed().Output);
        Assert.NotNull(JsonNode.Parse((await Run("cluster", "install", "-f", spec, "--dry-run", "-o", "json")).MustSucceed().Output)!["values"]);
        Assert.Equal("", (await Run("cluster", "list", "-q")).MustSucceed().Output);
        Assert.Empty(await site.ReleasesAsync());
    }

    [Fact]
    public async Task Jobs_are_listed_watched_stopped_and_deleted()
    {
        await using var site = await Site.OpenAsync("image-pull", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Task<ToolResult> Run(params string[] arguments) => site.RunAsync(service, arguments);
        var job = (await Run("cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"), "-q")).MustSucceed().Output.Trim();
        Assert.Equal(job + "\n", (await Run("job", "list", "-q")).MustSucceed().Output);
        Assert.Equal(Conflict, (await Run("job", "delete", job, "--yes")).ExitCode);
        Assert.Equal("Stop Job Success\n", (await Run("job", "stop", "--uuid", job)).MustSucceed().Output);
        Assert.Equal(10, (await Run("job", "watch", job[..8])).ExitCode);
        Assert.Contains("Status   \tCanceled", (await Run("job", "describe", job[..8])).MustSucceed().Output);
        Assert.Equal("delete Job Success\n", (await Run("job", "delete", job[..8], "--yes")).MustSucceed().Output);
        Assert.Equal(NotFound, (await Run("job", "describe", job)).ExitCode);
    }

    [Fact]
    public async Task Users_sign_in_by_their_roles_and_the_audit_log_tells()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Task<ToolResult> Admin(string? input, params string[] arguments) => site.RunAsync(Site.AdminAt(service.Address), input, arguments);
        (await Admin("a-password-for-alice\n", "user", "create", "alice", "--role", "viewer", "--password-stdin")).MustSucceed();
        Assert.Contains("alice", (await Admin(null, "user", "list", "-o", "name")).MustSucceed().Output);

        var none = new Dictionary<string, string?>();
        (await site.RunAsync(none, null, "context", "add", "mine", service.Address, "--use")).MustSucceed();
        (await site.RunAsync(none, "a-password-for-alice\n", "login", "-u", "alice", "--password-stdin")).MustSucceed();
        Assert.Equal("alice\n", (await site.RunAsync(none, null, "user", "describe", "me", "-o", "name")).MustSucceed().Output);
        Assert.Equal(Denied, (await site.RunAsync(none, null, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"))).ExitCode);
        Assert.Equal(Denied, (await site.RunAsync(none, null, "audit", "list")).ExitCode);
        (await site.RunAsync(none, "a-password-for-alice\nanother-password\n", "user", "passwd", "--password-stdin")).MustSucceed();
        (await site.RunAsync(none, null, "cluster", "list")).MustSucceed();

        var token = (await site.RunAsync(none, null, "token", "create", "ci", "--expires-in-days", "1")).MustSucceed().Output.Trim();
        var automation = new Dictionary<string, string?> { ["KUBEFATE_TOKEN"] = token, ["KUBEFATE_SERVICEURL"] = service.Address };
        (await site.RunAsync(automation, null, "cluster", "list")).MustSucceed();
        (await site.RunAsync(none, null, "token", "revoke", "ci", "--yes")).MustSucceed();
        Assert.Equal(Denied, (await site.RunAsync(automation, null, "cluster", "list")).ExitCode);

        (await site.RunAsync(none, null, "logout")).MustSucceed();
        Assert.Equal(Denied, (await site.RunAsync(none, null, "cluster", "list")).ExitCode);
        var audit = (await Admin(null, "audit", "list", "--user", "alice", "--no-headers")).MustSucceed().Output;
        Assert.Contains("refused", audit);
        Assert.Equal(Usage, (await Admin(null, "user", "delete", "alice")).ExitCode);
        (await Admin(null, "user", "delete", "alice", "--yes")).MustSucceed();
        Assert.Equal(Denied, (await site.RunAsync(none, "another-password\n", "login", "-u", "alice", "--password-stdin")).ExitCode);
    }

    [Fact]
    public async Task Charts_are_uploaded_described_and_deleted()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Task<ToolResult> Run(params string[] arguments) => site.RunAsync(service, arguments);
        Assert.Contains("fate/v1.8.0\n", (await Run("chart", "list", "-o", "name")).MustSucceed().Output);
        Assert.Contains("Name      \tfate", (await Run("chart", "describe", "fate/v1.8.0")).MustSucceed().Output);

        site.Folder.Write("demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: v0.1.0\nappVersion: v0.1.0\n");
        site.Folder.Write("demo/values.yaml", "a: 1\n");
        site.Folder.Write("demo/templates/one.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: demo\n");
        (await ToolProcess.RunAsync(Tools.Helm, ["package", site.Folder.File("demo"), "--destination", site.Folder.Path], site.Folder.Variables(), null, TestContext.Current.CancellationToken)).MustSucceed();
        Assert.Equal(8, (await Run("chart", "upload", "-f", site.Folder.File("demo"))).ExitCode);
        Assert.NotEqual(0, (await Run("chart", "upload", "-f", site.Folder.File("demo/Chart.yaml"))).ExitCode);
        Assert.Equal("Upload file Success\n", (await Run("chart", "upload", "-f", site.Folder.File("demo-v0.1.0.tgz"))).MustSucceed().Output);
        Assert.Equal("demo/v0.1.0\n", (await Run("chart", "list", "--name", "demo", "-o", "name")).MustSucceed().Output);
        Assert.Equal(Usage, (await Run("chart", "delete", "demo/v0.1.0")).ExitCode);
        Assert.Equal("deleteChart Success\n", (await Run("chart", "delete", "demo/v0.1.0", "--yes")).MustSucceed().Output);
        Assert.Equal(NotFound, (await Run("chart", "describe", "demo/v0.1.0")).ExitCode);
    }

    [Fact]
    public async Task The_rest_answers_too()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        Assert.Contains("* kubefate service version=", (await site.RunAsync(service, "version")).MustSucceed().Output);
        Assert.Contains("fate-9999\n", (await site.RunAsync(service, "namespace", "list", "-o", "name")).MustSucceed().Output);
        var traced = (await site.RunAsync(service, "version", "--verbose", "--timeout", "60s")).MustSucceed();
        Assert.Contains("> Authorization: Bearer ***\n", traced.Error);
        Assert.DoesNotContain("a-password-of-the-test", traced.Error);
        Assert.Contains("Examples:\n", (await site.RunAsync(service, "help", "cluster", "install")).MustSucceed().Output);
        Assert.Equal(Usage, (await site.RunAsync(service, "cluster", "instal")).ExitCode);
        (await site.RunAsync(service, "namespace", "list")).MustSucceed();
        Assert.Contains("fate-9999", (await site.RunAsync(service, "[suggest:27]", "kubefate cluster list -n fa")).MustSucceed().Output);
    }
}
