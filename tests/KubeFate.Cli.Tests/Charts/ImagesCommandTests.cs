using System.Net;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Tests.Charts;

/// <summary><c>chart images</c>.</summary>
public sealed class ImagesCommandTests
{
    private const string First = """{"data":{"charts":[{"uuid":"u1","name":"demo","version":"v1.0.0","digest":"sha256:aa"}],"images":[{"image":"harbor.site/fate/b:1","source":"x/b:1","used_by":["Deployment/b"]},{"image":"harbor.site/fate/a:1","source":null,"used_by":["Deployment/a"]}],"problems":[{"severity":"warning","path":"registry","line":0,"message":"a doubt"}]},"msg":""}""";
    private const string Second = """{"data":{"charts":[{"uuid":"u1","name":"demo","version":"v1.0.0","digest":"sha256:aa"}],"images":[{"image":"harbor.site/fate/b:1","source":"x/b:1","used_by":["Deployment/c"]}],"problems":[]},"msg":""}""";

    [Fact]
    public async Task Several_files_make_one_list()
    {
        using var run = Open();
        Assert.Equal(0, await run.RunAsync("chart", "images", "-f", "a.yaml", "-f", "b.yaml", "-o", "wide"));
        Assert.Equal("""
            CHART	VERSION	DIGEST
            demo 	v1.0.0 	sha256:aa

            IMAGE               	SOURCE	USEDBY
            harbor.site/fate/a:1	-     	Deployment/a
            harbor.site/fate/b:1	x/b:1 	Deployment/b, Deployment/c

            """, run.Output);
        Assert.Equal("a.yaml:5: warning: registry: a doubt\n", run.Error);
        Assert.Equal(["demo-a", "demo-b"], run.Service.Requests.Where(request => request.Path == "/v1/chart/images").Select(request => (string)JsonNode.Parse(request.Body)!["name"]!));
    }

    [Fact]
    public async Task Programs_read_json_and_names()
    {
        using var run = Open();
        Assert.Equal(0, await run.RunAsync("chart", "images", "-f", "a.yaml", "-o", "json"));
        var printed = JsonNode.Parse(run.Output)!;
        Assert.Equal(("demo", "harbor.site/fate/a:1", "a doubt"),
            ((string?)printed["charts"]![0]!["name"], (string?)printed["images"]![0]!["image"], (string?)printed["problems"]![0]!["message"]));

        using var names = Open();
        Assert.Equal(0, await names.RunAsync("chart", "images", "-f", "a.yaml", "-o", "name"));
        Assert.Equal("harbor.site/fate/a:1\nharbor.site/fate/b:1\n", names.Output);
    }

    [Fact]
    public async Task What_the_service_does_not_accept_is_told_at_its_line()
    {
        using var run = new CommandRun();
        run.Folder.Write("a.yaml", Spec("demo-a"));
        run.Service.Json("POST /v1/chart/images", """{"title":"Bad Request","status":400,"detail":"d","error":"d","code":"spec_invalid","problems":[{"severity":"error","path":"chartVersion","line":1,"message":"no such release"}]}""", HttpStatusCode.BadRequest);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("chart", "images", "-f", "a.yaml"));
        Assert.Contains("a.yaml:4: error: chartVersion: no such release", run.Error);
        Assert.Equal("", run.Output);
    }

    private static CommandRun Open()
    {
        var run = new CommandRun();
        run.Folder.Write("a.yaml", Spec("demo-a"));
        run.Folder.Write("b.yaml", Spec("demo-b"));
        run.Service.Json("POST /v1/chart/images", First).Json("POST /v1/chart/images", Second);
        return run;
    }

    private static string Spec(string name) => $"name: {name}\nnamespace: party-a\nchartName: demo\nchartVersion: v1.0.0\nregistry: harbor.site/fate\n";
}
