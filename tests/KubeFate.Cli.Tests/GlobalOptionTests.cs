using System.Net;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Tests;

public sealed class GlobalOptionTests
{
    private const string Cluster = "eb0b5ec2-0b80-4876-9bb9-855f94e67f39";
    private const string Job = "59e8cf10-1cd2-48f8-a8db-428167ce3b0c";
    private const string ClusterRecord = $$"""{"uuid":"{{Cluster}}","name":"fate-9999","namespaces":"party-a","chart_name":"fate","chart_version":"v2.0.0","values":"{}","Spec":{"partyId":9999},"revision":1,"helm_revision":2,"chart_values":{},"status":"Running","ID":1,"CreatedAt":"2026-04-12T07:00:00Z","UpdatedAt":"2026-04-12T07:30:00Z","DeletedAt":null}""";
    private const string JobRecord = $$"""{"data":{"uuid":"{{Job}}","start_time":"2026-04-12T08:00:00Z","end_time":"0001-01-01T00:00:00Z","method":"ClusterDelete","cluster_id":"{{Cluster}}","creator":"admin","status":"Pending"},"msg":""}""";

    [Theory]
    [InlineData("-o table", "UUID                                \tNAME     \tNAMESPACE\tREVISION\tSTATUS \tCHART\tChartVERSION\tAGE\neb0b5ec2-0b80-4876-9bb9-855f94e67f39\tfate-9999\tparty-a  \t1       \tRunning\tfate \tv2.0.0      \t60m\n")]
    [InlineData("--no-headers", "eb0b5ec2-0b80-4876-9bb9-855f94e67f39\tfate-9999\tparty-a\t1\tRunning\tfate\tv2.0.0\t60m\n")]
    [InlineData("-o name", "party-a/fate-9999\n")]
    [InlineData("-q", "eb0b5ec2-0b80-4876-9bb9-855f94e67f39\n")]
    public async Task A_list_is_printed_as_asked(string options, string expected)
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", Clusters());
        Assert.Equal(0, await run.RunAsync(["cluster", "list", .. options.Split(' ')]));
        Assert.Equal(expected, run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Wide_adds_columns_behind_those_of_the_original()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", Clusters());
        await run.RunAsync("cluster", "list", "-o", "wide");
        var header = run.Output.Split('\n')[0].Split('\t').Select(cell => cell.Trim());
        Assert.Equal(["UUID", "NAME", "NAMESPACE", "REVISION", "STATUS", "CHART", "ChartVERSION", "AGE", "HELMREVISION", "PARTYID", "UPDATED"], header);
    }

    [Fact]
    public async Task A_list_fits_a_terminal_of_80_columns_and_wide_shows_all()
    {
        using var run = new CommandRun { Width = 80 };
        run.Service.Json("GET /v1/cluster/", Clusters());
        await run.RunAsync("cluster", "list");
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("…", run.Output);
        Assert.DoesNotContain('\t', run.Output);
        await run.RunAsync("cluster", "list", "-o", "wide");
        Assert.Contains(Cluster, run.Output);
    }

    [Theory]
    [InlineData("cluster list -n nowhere", "no clusters in namespace nowhere. To list all: kubefate cluster list\n")]
    [InlineData("cluster list --status failed", "no clusters with status Failed. To list all: kubefate cluster list\n")]
    [InlineData("job list --status RUNNING", "no matching jobs. To list all: kubefate job list\n")]
    public async Task A_list_that_was_narrowed_to_nothing_says_so(string line, string expected)
    {
        using var run = new CommandRun();
        foreach (var path in (string[])["cluster/?namespace=nowhere", "cluster/?status=Failed", "job/?status=Running"]) run.Service.Json("GET /v1/" + path, """{"data":[],"msg":""}""");
        Assert.Equal(0, await run.RunAsync(line.Split(' ')));
        Assert.Equal(expected, run.Error);
    }

    [Fact]
    public async Task An_empty_list_keeps_its_header_on_stdout_and_tells_people_on_stderr()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", """{"data":[],"msg":""}""");
        await run.RunAsync("cluster", "list");
        Assert.StartsWith("UUID\tNAME", run.Output);
        Assert.Contains("no clusters", run.Error);
    }

    [Fact]
    public async Task A_trace_shows_the_calls_and_none_of_the_secrets()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", Clusters().Replace("\"values\":\"{}\"", "\"values\":\"{databasePassword: hush}\"", StringComparison.Ordinal)
            .Replace("\"partyId\":9999", "\"mysql\":{\"password\":\"hush\"},\"partyId\":9999", StringComparison.Ordinal));
        Assert.Equal(0, await run.RunAsync("cluster", "list", "--verbose"));
        Assert.Contains("> POST http://kubefate.test/v1/user/login\n", run.Error);
        Assert.Contains("> GET http://kubefate.test/v1/cluster/\n> Authorization: Bearer ***\n", run.Error);
        Assert.Contains("< 200 OK after 0 ms\n", run.Error);
        Assert.Contains("\"name\":\"fate-9999\"", run.Error);
        Assert.Contains("\"password\":\"***\"", run.Error);
        Assert.DoesNotContain("secret-word", run.Error);
        Assert.DoesNotContain("token-1", run.Error);
        Assert.DoesNotContain("hush", run.Error);
        Assert.StartsWith("UUID ", run.Output);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up_after_the_timeout()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/version", () =>
        {
            run.Clock.Advance(TimeSpan.FromSeconds(6));
            throw new OperationCanceledException();
        });
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("version", "--timeout", "5s"));
        Assert.StartsWith("error: no answer within 5s (--timeout)", run.Error);
    }

    [Fact]
    public async Task A_script_that_deletes_must_say_yes()
    {
        using var run = new CommandRun();
        run.Service.Json($"GET /v1/cluster/{Cluster}", $$"""{"data":{{ClusterRecord}},"msg":""}""").Json($"DELETE /v1/cluster/{Cluster}", JobRecord);
        Assert.Equal(ExitCode.Usage, await run.RunAsync("cluster", "delete", Cluster));
        Assert.Equal("error: Delete cluster fate-9999 in namespace party-a? There is no terminal to ask at, so nothing was done. Add --yes, or set KUBEFATE_YES=1\n", run.Error);
        Assert.DoesNotContain(run.Service.Requests, request => request.Method == "DELETE");

        Assert.Equal(0, await run.RunAsync("cluster", "delete", Cluster, "--yes"));
        run.Environment["KUBEFATE_YES"] = "1";
        Assert.Equal(0, await run.RunAsync("cluster", "del", Cluster));
        Assert.Equal($"create job success, job id={Job}\ncreate job success, job id={Job}\n", run.Output);
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("Yes\n", 0)]
    [InlineData("\n", 1)]
    [InlineData("no\n", 1)]
    [InlineData("", 1)]
    public async Task At_a_terminal_it_asks_and_only_yes_is_yes(string answer, int expected)
    {
        using var run = new CommandRun { AtTerminal = true, Input = answer };
        run.Service.Json($"GET /v1/cluster/{Cluster}", $$"""{"data":{{ClusterRecord}},"msg":""}""").Json($"DELETE /v1/cluster/{Cluster}", JobRecord);
        Assert.Equal(expected, await run.RunAsync("cluster", "delete", Cluster));
        Assert.StartsWith("Delete cluster fate-9999 in namespace party-a? [y/N] ", run.Error);
        Assert.Equal(expected == 0, run.Service.Requests.Any(request => request.Method == "DELETE"));
    }

    [Theory]
    [InlineData("cluster instal", "error: there is no command \"instal\" in kubefate cluster; did you mean \"install\"?\nmore: kubefate cluster --help\n")]
    [InlineData("clster list", "error: there is no command \"clster\" in kubefate; did you mean \"cluster\"?\nmore: kubefate --help\n")]
    [InlineData("cluster list --al", "error: there is no option \"--al\" for kubefate cluster list; did you mean \"--all\"?\nmore: kubefate cluster list --help\n")]
    [InlineData("cluster list --outptu json", "error: there is no option \"--outptu\" for kubefate cluster list; did you mean \"--output\"?\nmore: kubefate cluster list --help\n")]
    [InlineData("cluster list extra", "error: \"extra\" is one argument too many; usage: kubefate cluster list [options]\nmore: kubefate cluster list --help\n")]
    [InlineData("cluster list -o xml", "error: \"xml\" is not an output format; use table, wide, json, yaml or name\nmore: kubefate cluster list --help\n")]
    [InlineData("version --timeout soon", "error: \"soon\" is not a duration; use one such as 30s, 2m or 1h30m\nmore: kubefate version --help\n")]
    [InlineData("job list --status runing", "error: there is no status \"runing\"; use one of Pending, Running, Success, Failed, Rollback, Timeout, Stopping, Canceled\nmore: kubefate job list --help\n")]
    [InlineData("help clutser", "error: there is no command \"clutser\" in kubefate; did you mean \"cluster\"?\n")]
    public async Task What_is_wrong_with_a_command_line_is_told_in_a_line(string line, string expected)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync(line.Split(' ')));
        Assert.Equal(expected, run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task The_same_record_is_there_as_JSON_with_quiet_too()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", Clusters());
        await run.RunAsync("cluster", "list", "-q", "-o", "json");
        Assert.Equal(Cluster, JsonNode.Parse(run.Output)![0]!["uuid"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refusal_by_role_has_the_code_of_a_refusal()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", """{"error":"the role viewer may not do this","code":"forbidden"}""", HttpStatusCode.Forbidden);
        Assert.Equal(ExitCode.Denied, await run.RunAsync("cluster", "list"));
        Assert.Equal("error: the role viewer may not do this\n", run.Error);
    }

    private static string Clusters() => $$"""{"data":[{{ClusterRecord}}],"msg":""}""";
}
