using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace KubeFate.Cli.Tests.Support;

/// <summary><c>supportbundle collect</c> and <c>pack</c>.</summary>
public sealed class SupportCommandTests
{
    private const string Manifest = """{"format":1,"failures":[{"file":"clusters/a/logs","reason":"Kubernetes cannot be reached"}]}""";

    private static readonly (string Name, string Text)[] Usual = [("manifest.json", Manifest), ("service/version.json", "{}"), ("clusters/a/spec.json", "{}")];

    [Fact]
    public async Task It_collects_then_packs_and_removes_the_folder()
    {
        using var run = new CommandRun();
        Sends(run, "/v1/supportbundle", Usual);
        Assert.Equal(0, await run.RunAsync("supportbundle", "collect"));
        Assert.Equal("./kubefate-supportbundle holds what was collected\n", run.Output);
        Assert.Contains("collected 4 files; 1 parts could not be had:\n  clusters/a/logs: Kubernetes cannot be reached\n", run.Error);
        Assert.Contains("You can attach additional files about this issue into ./kubefate-supportbundle\nThen: kubefate supportbundle pack\n", run.Error);
        run.Folder.Write("kubefate-supportbundle/notes.txt", "it began on Monday");
        run.Folder.Write("mine.txt", "not part of it");
        File.CreateSymbolicLink(run.Folder.File("kubefate-supportbundle/link.txt"), run.Folder.File("mine.txt"));

        Assert.Equal(0, await run.RunAsync("supportbundle", "pack", "--yes"));
        Assert.EndsWith("./supportbundle.zip is packed; ./kubefate-supportbundle is removed\n", run.Output);
        using var zip = ZipFile.OpenRead(run.Folder.File("supportbundle.zip"));
        Assert.Equal(["client/facts.json", "clusters/a/spec.json", "manifest.json", "notes.txt", "service/version.json"], zip.Entries.Select(entry => entry.FullName).Order());
        Assert.False(Directory.Exists(run.Folder.File("kubefate-supportbundle")));
        Assert.True(File.Exists(run.Folder.File("mine.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Folder.File("supportbundle.zip")));
    }

    [Fact]
    public async Task One_command_does_it_all_for_the_clusters_that_are_named()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", """{"data":[{"uuid":"7a3c1f0e-2b4d-4c6e-8f10-1234567890ab","name":"fate-9999","namespaces":"fml","chart_name":"fate","chart_version":"v1.8.0","values":"","Spec":{},"revision":1,"helm_revision":1,"chart_values":{},"status":"Running","ID":1,"CreatedAt":"2026-04-12T08:00:00Z","UpdatedAt":"2026-04-12T08:00:00Z","DeletedAt":null}],"msg":"getClusterList Success"}""");
        Sends(run, "/v1/supportbundle?cluster=7a3c1f0e-2b4d-4c6e-8f10-1234567890ab", Usual);
        Assert.True(await run.RunAsync("supportbundle", "collect", "fate-9999", "--pack", "-y", "--collectDir", "x/y", "--out", "z.zip", "--tail", "200", "--kubeconfig", "any") == 0, run.Error);
        Assert.Equal("z.zip is packed; x/y is removed\n", run.Output);
        Assert.True(File.Exists(run.Folder.File("z.zip")));
    }

    [Fact]
    public async Task What_this_side_knows_has_no_password()
    {
        using var run = new CommandRun();
        run.Environment["HTTPS_PROXY"] = "http://me:proxy-word@proxy:3128";
        run.Environment["KUBEFATE_TOKEN"] = "kft_a-token";
        Sends(run, "/v1/supportbundle", Usual);
        Assert.Equal(0, await run.RunAsync("supportbundle", "collect"));
        var text = await ReadAsync(run, "kubefate-supportbundle/client/facts.json");
        Assert.All((string[])["secret-word", "proxy-word", "kft_"], secret => Assert.DoesNotContain(secret, text));
        var facts = JsonNode.Parse(text)!;
        Assert.Equal(("admin", "set"), (facts["configuration"]!["username"]!.GetValue<string>(), facts["configuration"]!["password"]!.GetValue<string>()));
        Assert.Equal("***@proxy:3128", facts["environment"]!["HTTPS_PROXY"]!.GetValue<string>());
        Assert.StartsWith("kubefate v", facts["program"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("../outside.txt", "leads out of the folder")]
    [InlineData("/tmp/outside-of-the-bundle.txt", "leads out of the folder")]
    [InlineData("clusters/../../outside.txt", "leads out of the folder")]
    [InlineData("clusters\\..\\..\\outside.txt", "leads out of the folder")]
    [InlineData("manifest.json", "exists")]
    [InlineData("client/facts.json", "exists")]
    public async Task A_name_that_leads_out_or_comes_twice_is_refused(string name, string reason)
    {
        using var run = new CommandRun();
        Sends(run, "/v1/supportbundle", [.. Usual, (name, "evil")]);
        Assert.Equal(ExitCode.Failure, await run.RunAsync("supportbundle", "collect", "--dir", "in/side"));
        Assert.Contains("what the service sent cannot be unpacked: ", run.Error);
        Assert.Contains(reason, run.Error);
        Assert.Empty(Directory.GetFiles(run.Folder.Path, "outside*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/outside-of-the-bundle.txt"));
        Assert.False(Directory.Exists(run.Folder.File("in/side")));
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        using var run = new CommandRun();
        Sends(run, "/v1/supportbundle", [.. Usual, ("link", "/etc/passwd")], entry => entry.ExternalAttributes = entry.FullName == "link" ? unchecked((int)0xA1FF0000) : 0);
        Assert.Equal(ExitCode.Failure, await run.RunAsync("supportbundle", "collect"));
        Assert.Contains("\"link\" is a link", run.Error);
    }

    [Fact]
    public async Task An_archive_that_broke_off_is_told()
    {
        using var run = new CommandRun();
        var whole = Zip(Usual, _ => { });
        run.Service.Answer("GET /v1/supportbundle", () => Answer(whole[..(whole.Length / 2)]));
        Assert.Equal(ExitCode.Failure, await run.RunAsync("supportbundle", "collect"));
        Assert.Contains("what the service sent cannot be unpacked", run.Error);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_part_of_the_bundle()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/supportbundle", () => throw new HttpRequestException("connection refused"));
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("supportbundle", "collect", "--pack", "--yes"));
        using var zip = ZipFile.OpenRead(run.Folder.File("supportbundle.zip"));
        Assert.Equal(["client/facts.json", "service.missing.txt"], zip.Entries.Select(entry => entry.FullName).Order());
        Assert.Contains("error: ", run.Error);
    }

    [Fact]
    public async Task A_cluster_that_there_is_not_leaves_nothing_behind()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", """{"data":[],"msg":"getClusterList Success"}""");
        Assert.Equal(ExitCode.NotFound, await run.RunAsync("supportbundle", "collect", "nobody"));
        Assert.False(Directory.Exists(run.Folder.File("kubefate-supportbundle")));
    }

    [Fact]
    public async Task Packing_wants_consent_and_a_folder_that_was_collected()
    {
        using var run = new CommandRun { AtTerminal = true, Input = "n\n" };
        Assert.Equal(ExitCode.NotFound, await run.RunAsync("supportbundle", "pack", "--yes"));
        run.Folder.Write("home/letter.txt", "dear");
        Assert.Equal(ExitCode.Usage, await run.RunAsync("supportbundle", "pack", "--yes", "--dir", "home"));
        Assert.True(File.Exists(run.Folder.File("home/letter.txt")));
        Sends(run, "/v1/supportbundle", Usual);
        Assert.Equal(0, await run.RunAsync("supportbundle", "collect"));
        Assert.Equal(ExitCode.Failure, await run.RunAsync("supportbundle", "pack"));
        Assert.Contains("look through it before you hand it on. Pack it? [y/N] ", run.Error);
        Assert.True(Directory.Exists(run.Folder.File("kubefate-supportbundle")));
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("supportbundle", "collect"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("supportbundle", "pack", "--yes", "--out", "kubefate-supportbundle/a.zip"));
        run.Folder.Write("a.zip", "mine");
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("supportbundle", "pack", "--yes", "--out", "a.zip"));
        run.AtTerminal = false;
        Assert.Equal(ExitCode.Usage, await run.RunAsync("supportbundle", "pack"));
        Assert.Contains("Add --yes", run.Error);
    }

    private static Task<string> ReadAsync(CommandRun run, string file) => File.ReadAllTextAsync(run.Folder.File(file), TestContext.Current.CancellationToken);

    private static void Sends(CommandRun run, string path, (string Name, string Text)[] files, Action<ZipArchiveEntry>? change = null)
    {
        var zip = Zip(files, change ?? (_ => { }));
        run.Service.Answer("GET " + path, () => Answer(zip));
    }

    private static HttpResponseMessage Answer(byte[] body) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } } };

    private static byte[] Zip((string Name, string Text)[] files, Action<ZipArchiveEntry> change)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                var entry = zip.CreateEntry(name);
                change(entry);
                using var writer = new StreamWriter(entry.Open());
                writer.Write(text);
            }
        }

        return buffer.ToArray();
    }
}
