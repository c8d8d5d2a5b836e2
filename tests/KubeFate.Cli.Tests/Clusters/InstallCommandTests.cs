using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Clusters;

public sealed class InstallCommandTests
{
    private const string Job = """{"data":{"uuid":"d92d7a56","start_time":"2026-04-12T08:00:00Z","end_time":"0001-01-01T00:00:00Z","method":"ClusterInstall","cluster_id":"24bb","creator":"admin","sub_jobs":null,"status":"Pending","time_limit":3600000000000,"meta_data":null,"states":null,"ID":1,"CreatedAt":"2026-04-12T08:00:00Z","UpdatedAt":"2026-04-12T08:00:00Z","DeletedAt":null},"msg":"createCluster Success"}""";

    private static readonly string Example = Path.Combine(Repository.Root, "examples", "party-9999", "cluster.yaml");

    [Fact]
    public async Task It_sends_the_file_as_JSON_and_prints_the_job()
    {
        using var run = new CommandRun();
        run.Service.Json("POST /v1/cluster", Job);
        Assert.Equal(0, await run.RunAsync("cluster", "install", "-f", Example));
        Assert.Equal("create job success, job id=d92d7a56\n", run.Output);
        var sent = JsonNode.Parse(run.Service.Requests[^1].Body)!;
        Assert.Equal("fate-9999", sent["name"]!.GetValue<string>());
        var spec = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(sent["data"]!.GetValue<string>())))!;
        Assert.Equal(9999, spec["partyId"]!.GetValue<int>());
        Assert.Null(sent["create_namespace"]);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("- a\n- b\n", "here stands")]
    [InlineData("name: a\n\tb: c\n", "cluster.yaml:2")]
    [InlineData("name: a\nname: b\n", "the key stands twice")]
    public async Task A_file_that_cannot_be_used_is_not_sent(string text, string expected)
    {
        using var run = new CommandRun();
        run.Folder.Write("cluster.yaml", text);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("cluster", "install", "-f", "cluster.yaml"));
        Assert.Contains(expected, run.Error);
        Assert.Contains("nothing was sent", run.Error);
        Assert.Empty(run.Service.Requests);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("cluster", "install", "-f", "nofile.yaml"));
        Assert.Equal("error: nofile.yaml: there is no such file\n", run.Error);
    }

    [Fact]
    public async Task The_services_problems_are_shown_all()
    {
        using var run = new CommandRun();
        run.Service.Json("POST /v1/cluster", """{"error":"a","code":"spec_invalid","problems":[{"severity":"error","path":"modules","line":1,"message":"first"},{"severity":"error","path":"name","line":1,"message":"second"}]}""", HttpStatusCode.BadRequest);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("cluster", "install", "-f", Example));
        var lines = await File.ReadAllLinesAsync(Example, TestContext.Current.CancellationToken);
        Assert.Contains($"cluster.yaml:{Array.FindIndex(lines, line => line.StartsWith("modules:", StringComparison.Ordinal)) + 1}: error: modules: first\n", run.Error);
        Assert.Contains("error: name: second\n", run.Error);
    }

    [Fact]
    public async Task A_name_that_exists_has_an_exit_code_of_its_own_with_the_original_service_too()
    {
        using var run = new CommandRun();
        run.Service.Json("POST /v1/cluster", """{"error":"name=demo1 \u0026 namespace=peer-a Cluster already existed"}""", HttpStatusCode.InternalServerError);
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("cluster", "install", "-f", Example));
        Assert.Equal("error: name=demo1 & namespace=peer-a Cluster already existed\n", run.Error);
    }

    [Fact]
    public async Task A_call_whose_answer_was_lost_is_repeated_once_with_the_same_key()
    {
        using var run = new CommandRun();
        run.Service.Answer("POST /v1/cluster", () => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        run.Service.Json("POST /v1/cluster", Job);
        Assert.Equal(0, await run.RunAsync("cluster", "install", "-f", Example));
        Assert.Equal("create job success, job id=d92d7a56\n", run.Output);
        var sent = run.Service.Requests.Where(request => request.Path == "/v1/cluster").Select(request => request.IdempotencyKey).ToList();
        Assert.Equal(2, sent.Count);
        Assert.True(Guid.TryParse(sent[0], out _));
        Assert.Equal(sent[0], sent[1]);
    }

    [Fact]
    public async Task A_call_that_never_arrived_is_not_repeated_and_two_installs_have_two_keys()
    {
        using var run = new CommandRun();
        run.Service.Answer("POST /v1/cluster", () => throw new HttpRequestException(HttpRequestError.ConnectionError));
        run.Service.Answer("PUT /v1/cluster", () => throw new HttpRequestException(HttpRequestError.ConnectionError));
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("cluster", "install", "-f", Example));
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("cluster", "update", "-f", Example, "--idempotency-key", "mine"));
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("cluster", "install", "-f", Example));
        var keys = run.Service.Requests.Where(request => request.Path == "/v1/cluster").Select(request => request.IdempotencyKey).ToList();
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal("mine", keys[1]);
    }

    [Fact]
    public async Task A_dry_run_shows_the_manifests_and_starts_nothing()
    {
        using var run = new CommandRun();
        run.Service.Json("POST /v1/cluster/render", """{"data":{"values":{"partyId":9999},"manifest":"kind: Service","problems":[]},"msg":""}""");
        Assert.Equal(0, await run.RunAsync("cluster", "install", "-f", Example, "--dry-run"));
        Assert.Equal("kind: Service\n", run.Output);
        Assert.DoesNotContain(run.Service.Requests, request => request.Path == "/v1/cluster");
    }

    [Fact]
    public async Task What_the_file_s_own_check_warned_of_is_not_told_again_by_a_dry_run_or_a_job()
    {
        using var run = new CommandRun();
        run.Folder.Write("cluster.yaml", (await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken)).Replace("imageTag: 1.8.0-release", "imageTag: 1.10", StringComparison.Ordinal));
        const string Known = "without quotes YAML reads 1.10 as a number; it is taken as the text it was written as: put it in quotes";
        run.Service.Json("POST /v1/cluster/render", $$$"""{"data":{"values":{},"manifest":"","problems":[{"severity":"warning","path":"imageTag","line":1,"message":"{{{Known}}}"},{"severity":"warning","path":"","line":0,"message":"of the chart"}]},"msg":""}""");
        Assert.Equal(0, await run.RunAsync("cluster", "install", "-f", "cluster.yaml", "--dry-run"));
        Assert.Equal([1, 1], [Count(run.Error, Known), Count(run.Error, "of the chart")]);

        run.Service.Json("POST /v1/cluster", Job);
        run.Service.Answer("GET /v1/job/d92d7a56/events", $$"""
            id: 1
            event: warning
            data: {"number":1,"time":"2026-04-12T08:00:00Z","type":"warning","message":"imageTag: {{Known}}"}

            id: 2
            event: warning
            data: {"number":2,"time":"2026-04-12T08:00:00Z","type":"warning","message":"of the chart"}

            id: 3
            event: end
            data: {"number":3,"time":"2026-04-12T08:00:00Z","type":"end","status":"Success","message":"job run Success"}


            """, HttpStatusCode.OK, "text/event-stream");
        Assert.Equal(0, await run.RunAsync("cluster", "install", "-f", "cluster.yaml", "--wait"));
        Assert.Equal([0, 1], [Count(run.Output, Known), Count(run.Output, "of the chart")]);

        static int Count(string text, string part) => text.Split(part).Length - 1;
    }

    [Fact]
    public async Task Stdin_can_be_the_file()
    {
        using var run = new CommandRun { Input = await File.ReadAllTextAsync(Example, TestContext.Current.CancellationToken) };
        run.Service.Json("PUT /v1/cluster", Job);
        Assert.Equal(0, await run.RunAsync("cluster", "update", "-f", "-", "--keepUpgradeJob"));
        Assert.True(JsonNode.Parse(run.Service.Requests[^1].Body)!["Keep_upgrade_job"]!.GetValue<bool>());
    }
}
