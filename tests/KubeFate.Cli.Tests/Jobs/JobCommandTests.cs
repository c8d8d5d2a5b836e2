using System.Net;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Tests.Jobs;

public sealed class JobCommandTests
{
    private const string Done = """{"data":{"uuid":"d92d7a56-7002-46a4-9363-da9c7346e05a","start_time":"2022-04-12T07:34:09Z","end_time":"2022-04-12T07:48:14Z","method":"ClusterInstall","cluster_id":"24bb75ff-f636-4c64-8c04-1b9073f89a2f","creator":"admin","sub_jobs":{"python":{"ModuleName":"python","Status":"Success","ModulesStatus":"Available","StartTime":"2022-04-12T07:34:09Z","EndTime":"2022-04-12T07:48:14Z"},"mysql":{"ModuleName":"mysql","Status":"Running","ModulesStatus":"Progressing","StartTime":"2026-04-12T07:59:00Z","EndTime":"0001-01-01T00:00:00Z","WaitingFor":"the image to be pulled"}},"status":"Success","time_limit":3600000000000,"meta_data":null,"states":["update job status to Running","job run Success"],"ID":1,"CreatedAt":"2022-04-12T07:34:09Z","UpdatedAt":"2022-04-12T07:34:09Z","DeletedAt":null},"msg":"getJob Success"}""";

    private const string Events = """
        id: 1
        event: status
        data: {"number":1,"time":"2026-04-12T08:00:00Z","type":"status","status":"Running","message":"job started"}

        id: 2
        event: module
        data: {"number":2,"time":"2026-04-12T08:00:01Z","type":"module","module":"mysql","status":"Progressing","message":"mysql: waits for its image"}


        """;

    private const string Failed = """
        id: 3
        event: end
        data: {"number":3,"time":"2026-04-12T08:00:02Z","type":"end","status":"Failed","message":"helm install failed","failure":{"code":"chart_missing","message":"there is no chart","detail":"more"}}


        """;

    [Fact]
    public async Task Describe_has_the_lines_labels_and_order_of_the_founding_document()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a", Done);
        Assert.Equal(0, await run.RunAsync("job", "describe", "d92d7a56-7002-46a4-9363-da9c7346e05a"));
        Assert.Equal(string.Join('\n',
            "UUID     \td92d7a56-7002-46a4-9363-da9c7346e05a",
            "StartTime\t2022-04-12 07:34:09",
            "EndTime  \t2022-04-12 07:48:14",
            "Duration \t14m",
            "Status   \tSuccess",
            "Creator  \tadmin",
            "ClusterId\t24bb75ff-f636-4c64-8c04-1b9073f89a2f",
            "States   \t- update job status to Running",
            "         \t- job run Success",
            "",
            "SubJobs  \tmysql                ModuleStatus: Progressing, SubJobStatus: Running, Duration:    60s, StartTime: 2026-04-12 07:59:00, EndTime: -",
            "         \t                     waits for: the image to be pulled",
            "         \tpython               ModuleStatus: Available, SubJobStatus: Success, Duration:    14m, StartTime: 2022-04-12 07:34:09, EndTime: 2022-04-12 07:48:14",
            "", ""), run.Output);
    }

    [Fact]
    public async Task The_same_is_there_as_JSON_and_as_YAML()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a", Done);
        Assert.Equal(0, await run.RunAsync("job", "describe", "d92d7a56-7002-46a4-9363-da9c7346e05a", "-o", "json"));
        Assert.Equal("Success", JsonNode.Parse(run.Output)!["status"]!.GetValue<string>());
        Assert.Equal(0, await run.RunAsync("job", "describe", "d92d7a56-7002-46a4-9363-da9c7346e05a", "-o", "yaml"));
        Assert.Contains("status: Success\n", run.Output);
    }

    [Fact]
    public async Task A_watched_job_that_fails_ends_with_its_reason_and_exit_code()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Events + Failed, HttpStatusCode.OK, "text/event-stream");
        Assert.Equal(ExitCode.JobFailed, await run.RunAsync("job", "describe", "--watch", "d92d7a56-7002-46a4-9363-da9c7346e05a"));
        Assert.Equal("2026-04-12 08:00:00 job started\n2026-04-12 08:00:01 mysql: waits for its image\n2026-04-12 08:00:02 job Failed: helm install failed\n", run.Output);
        Assert.Contains("error: there is no chart\nmore\n", run.Error);
    }

    [Fact]
    public async Task A_watched_job_that_ran_into_its_time_limit_ends_with_what_it_waited_for_and_an_exit_code_of_its_own()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Events + Failed.Replace("\"status\":\"Failed\"", "\"status\":\"Timeout\"", StringComparison.Ordinal), HttpStatusCode.OK, "text/event-stream");
        Assert.Equal(ExitCode.TimedOut, await run.RunAsync("job", "describe", "--watch", "d92d7a56-7002-46a4-9363-da9c7346e05a"));
        Assert.Contains("mysql: waits for its image\n", run.Output);
    }

    [Fact]
    public async Task A_watch_whose_connection_breaks_is_taken_up_at_the_next_event()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Events, HttpStatusCode.OK, "text/event-stream");
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Failed, HttpStatusCode.OK, "text/event-stream");
        var watching = run.RunAsync("job", "describe", "--watch", "d92d7a56-7002-46a4-9363-da9c7346e05a");
        // The client's pause after the first break: the clock must not move while a request is under way, or --timeout ends it.
        await run.Clock.PassAsync(TimeSpan.FromMilliseconds(400), watching, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.JobFailed, await watching);
        Assert.Equal("2", run.Service.Requests[^1].LastEventId);
        Assert.Equal(3, run.Output.Split('\n').Length - 1);
    }

    [Fact]
    public async Task Ctrl_C_stops_watching_and_says_that_the_job_goes_on()
    {
        using var run = new CommandRun();
        using var interrupt = new CancellationTokenSource();
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", () =>
        {
            interrupt.Cancel();
            throw new OperationCanceledException(interrupt.Token);
        });
        Assert.Equal(ExitCode.Interrupted, await run.RunAsync(interrupt.Token, "job", "describe", "--watch", "d92d7a56-7002-46a4-9363-da9c7346e05a"));
        Assert.Contains("the job continues", run.Error);
    }

    [Fact]
    public async Task With_JSON_stdout_is_the_result_alone()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Events + Failed, HttpStatusCode.OK, "text/event-stream").Json("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a", Done);
        await run.RunAsync("job", "describe", "--watch", "d92d7a56-7002-46a4-9363-da9c7346e05a", "-o", "json");
        Assert.NotNull(JsonNode.Parse(run.Output)!["uuid"]);
        Assert.Contains("job started", run.Error);
    }

    [Fact]
    public async Task An_unknown_job_is_not_found_with_the_original_service_too()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/job/00000000-7002-46a4-9363-da9c7346e05a", """{"error":"record not found"}""", HttpStatusCode.InternalServerError);
        Assert.Equal(ExitCode.NotFound, await run.RunAsync("job", "describe", "00000000-7002-46a4-9363-da9c7346e05a"));
    }

    [Theory]
    [InlineData("fate-9999")]
    [InlineData("party-a/fate-9999")]
    [InlineData("eb0b")]
    [InlineData("eb0b5ec2…")]
    public async Task Jobs_of_a_cluster_are_listed_by_whatever_names_the_cluster(string cluster)
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/?all=true", """{"data":[{"uuid":"eb0b5ec2-0b80-4876-9bb9-855f94e67f39","name":"fate-9999","namespaces":"party-a","chart_name":"fate","chart_version":"v2.0.0","values":"","status":"Running"},{"uuid":"11056ddf-fd50-4a70-9d52-805cabdf0920","name":"fate-9999","namespaces":"party-a","chart_name":"fate","chart_version":"v2.0.0","values":"","status":"Deleted"}],"msg":""}""");
        run.Service.Json("GET /v1/job/?cluster_id=eb0b5ec2-0b80-4876-9bb9-855f94e67f39", "{\"data\":[" + Done["{\"data\":".Length..Done.LastIndexOf(",\"msg\"", StringComparison.Ordinal)] + "],\"msg\":\"\"}");
        Assert.Equal(0, await run.RunAsync("job", "list", "--cluster", cluster, "-q"));
        Assert.Equal("d92d7a56-7002-46a4-9363-da9c7346e05a\n", run.Output);
    }

    [Theory]
    [InlineData("Canceled", 0)]
    [InlineData("Failed", ExitCode.JobFailed)]
    public async Task A_stop_that_waits_succeeds_when_the_job_ends_as_canceled(string status, int expected)
    {
        using var run = new CommandRun();
        run.Service.Json("PUT /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a?jobStatus=stop", """{"msg":"job stop success"}""");
        run.Service.Answer("GET /v1/job/d92d7a56-7002-46a4-9363-da9c7346e05a/events", Events + Failed.Replace("\"status\":\"Failed\"", $"\"status\":\"{status}\"", StringComparison.Ordinal), HttpStatusCode.OK, "text/event-stream");
        Assert.Equal(expected, await run.RunAsync("job", "stop", "--wait", "d92d7a56-7002-46a4-9363-da9c7346e05a"));
        Assert.StartsWith("Stop Job Success\n", run.Output);
    }
}
