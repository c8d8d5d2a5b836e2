using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Tests.Bundles;

/// <summary><c>bundle save</c> and <c>bundle images</c>.</summary>
public sealed class SaveTests
{
    private static readonly string[] Images =
    [
        "harbor.site/fate/eggroll:2.0.0 < federatedai/eggroll:2.0.0", "harbor.site/fate/mysql:8.0.28 < mysql:8.0.28",
        "harbor.site/fate/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001 < quay.io/x/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001",
    ];

    [Fact]
    public async Task A_bundle_holds_charts_files_and_lists_and_the_same_input_makes_the_same_bytes()
    {
        using var run = BundleSite.Open(Images);
        var first = await BundleSite.SaveAsync(run, "one.tgz");
        Assert.Equal(first, await BundleSite.SaveAsync(run, "two.tgz", "b.yaml", "a.yaml"));
        Assert.Contains("one.tgz: charts 1, cluster.yaml files 2, images named 3\nsha256: ", run.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Folder.File("one.tgz")));

        var files = await BundleSite.UnpackAsync(run, "one.tgz");
        Assert.Equal(["charts/demo-v1.0.0.tgz", "images.txt", "manifest.json", "skopeo-sync.yaml", "specs/party-a/demo-a.yaml", "specs/party-a/demo-b.yaml"], files.Keys);
        Assert.Equal(Encoding.Latin1.GetString(BundleSite.Archive), files["charts/demo-v1.0.0.tgz"]);
        Assert.StartsWith("# demo-a\nname: demo-a\n", files["specs/party-a/demo-a.yaml"]);
        Assert.Equal("docker.io/federatedai/eggroll:2.0.0\ndocker.io/library/mysql:8.0.28\nquay.io/x/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001\n", files["images.txt"]);
        Assert.Equal("""
            docker.io:
              images:
                federatedai/eggroll:
                - "2.0.0"
                library/mysql:
                - "8.0.28"
            quay.io:
              images:
                x/tool:
                - "sha256:0000000000000000000000000000000000000000000000000000000000000001"

            """, files["skopeo-sync.yaml"]);
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        Assert.Equal((1, BundleSite.Digest, 5), ((int)manifest["format"]!, (string?)manifest["charts"]![0]!["digest"], manifest["files"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_copies_can_be_made_by_skopeo_or_docker()
    {
        using var run = BundleSite.Open(Images[0], Images[2], "mysql:8.0.28 < mysql:8.0.28", "harbor.site/fate/own:1 < ?");
        await BundleSite.SaveAsync(run);
        var before = run.Output.Length;
        Assert.Equal(0, await run.RunAsync("bundle", "images", "bundle.tgz", "--with", "skopeo"));
        Assert.Equal("""
            skopeo copy --all docker://docker.io/federatedai/eggroll:2.0.0 docker://harbor.site/fate/eggroll:2.0.0
            skopeo copy --all docker://quay.io/x/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001 docker://harbor.site/fate/tool@sha256:0000000000000000000000000000000000000000000000000000000000000001

            """, run.Output[before..]);
        Assert.Contains("harbor.site/fate/own:1: where it comes from is not known", run.Error);
        Assert.Contains("need no copy", run.Error);

        before = run.Output.Length;
        Assert.Equal(0, await run.RunAsync("bundle", "images", "bundle.tgz", "--with", "docker", "--registry", "mirror.site/hub"));
        Assert.Contains("docker pull docker.io/library/mysql:8.0.28 && docker tag docker.io/library/mysql:8.0.28 mirror.site/hub/library/mysql:8.0.28 && docker push mirror.site/hub/library/mysql:8.0.28\n", run.Output[before..]);
        Assert.Equal(ExitCode.Usage, await run.RunAsync("bundle", "images", "bundle.tgz", "--with", "crane"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("bundle", "images", "bundle.tgz", "--with", "docker", "--registry", "https://mirror.site"));
    }

    [Fact]
    public async Task What_cannot_be_bundled_is_told_and_nothing_is_written()
    {
        using var run = BundleSite.Open("harbor.site/fate/$(reboot):1 < x:1");
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("bundle", "save", "-f", "a.yaml"));
        Assert.Contains("is not an image name; it is pulled by Deployment/web", run.Error);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("bundle", "save", "-f", "a.yaml", "-f", "a.yaml"));
        Assert.Contains("party-a/demo-a is in another of the files already", run.Error);
        Assert.False(File.Exists(run.Folder.File("bundle.tgz")));
        run.Folder.Write("mine.tgz", "mine");
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("bundle", "save", "-f", "a.yaml", "--out", "mine.tgz"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("bundle", "save", "-f", "a.yaml", "--out", "no/folder.tgz"));
    }

    [Fact]
    public async Task What_the_closed_site_could_not_read_is_not_saved()
    {
        using var run = BundleSite.Open();
        var version = "v1.0.0-" + new string('a', 90);
        run.Service.Json("POST /v1/chart/images", $$"""{"data":{"charts":[{"uuid":"u1","name":"demo","version":"{{version}}","digest":"{{BundleSite.Digest}}"}],"images":[],"problems":[]},"msg":""}""");
        Assert.Equal(0, await run.RunAsync("chart", "images", "-f", "a.yaml"));
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("bundle", "save", "-f", "a.yaml"));
        Assert.Contains("cannot be put into one bundle: the name charts/demo-v1.0.0-aaa", run.Error);
        Assert.False(File.Exists(run.Folder.File("bundle.tgz")));
    }

    [Fact]
    public async Task A_chart_that_arrives_changed_is_not_saved_and_a_file_without_a_registry_is_told()
    {
        using var run = new CommandRun();
        run.Folder.Write("a.yaml", "name: a\nnamespace: b\nchartName: demo\nchartVersion: v1.0.0\n");
        run.Service.Json("POST /v1/chart/images", """{"data":{"charts":[{"uuid":"u1","name":"demo","version":"v1.0.0","digest":"sha256:00"}],"images":[],"problems":[]},"msg":""}""");
        run.Service.Answer("GET /v1/chart/u1/archive", "other", System.Net.HttpStatusCode.OK, "application/gzip");
        Assert.Equal(ExitCode.Failure, await run.RunAsync("bundle", "save", "-f", "a.yaml"));
        Assert.Contains("its digest differs", run.Error);
        Assert.False(File.Exists(run.Folder.File("bundle.tgz")));

        using var whole = BundleSite.Open(Images);
        whole.Folder.Write("a.yaml", "name: a\nnamespace: b\nchartName: demo\nchartVersion: v1.0.0\nregistry: ''\n");
        await BundleSite.SaveAsync(whole, "x.tgz", "a.yaml");
        Assert.Contains("a.yaml has no registry", whole.Error);
    }
}
