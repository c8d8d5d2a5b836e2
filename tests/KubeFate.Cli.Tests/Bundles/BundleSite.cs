using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Bundles;

/// <summary>A fake service whose chart demo v1.0.0 pulls some images, and two cluster.yaml files that ask for it.</summary>
internal static class BundleSite
{
    public static readonly byte[] Archive = TarBytes.Chart().Gzip();

    public static readonly string Digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Archive));

    /// <param name="images">Each <c>image &lt; source</c>.</param>
    public static CommandRun Open(params string[] images)
    {
        var run = new CommandRun();
        run.Folder.Write("a.yaml", Spec("demo-a"));
        run.Folder.Write("b.yaml", Spec("demo-b"));
        var listed = images.Select(image => image.Split(" < ")).Select(pair => $$"""{"image":"{{pair[0]}}","source":{{(pair[1] == "?" ? "null" : $"\"{pair[1]}\"")}},"used_by":["Deployment/web"]}""");
        run.Service.Json("POST /v1/chart/images", $$"""{"data":{"charts":[{"uuid":"u1","name":"demo","version":"v1.0.0","digest":"{{Digest}}"}],"images":[{{string.Join(',', listed)}}],"problems":[]},"msg":""}""");
        run.Service.Answer("GET /v1/chart/u1/archive", () => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/gzip") } },
        });
        return run;
    }

    /// <summary>The catalogue as the closed site has it.</summary>
    public static void Catalogue(CommandRun run, params (string Version, string Digest)[] charts) => run.Service.Json("GET /v1/chart?name=demo&summary=true",
        $$"""{"data":[{{string.Join(',', charts.Select(chart => $$"""{"uuid":"u-{{chart.Version}}","name":"demo","version":"{{chart.Version}}","digest":"{{chart.Digest}}","source":"built-in","ID":1,"CreatedAt":"2026-04-12T08:00:00Z","UpdatedAt":"2026-04-12T08:00:00Z","DeletedAt":null}"""))}}],"msg":""}""");

    /// <summary>Saves both files and requires that it works.</summary>
    public static async Task<byte[]> SaveAsync(CommandRun run, string file = "bundle.tgz", params string[] specs)
    {
        string[] options = [.. (specs.Length == 0 ? ["a.yaml", "b.yaml"] : specs).SelectMany(spec => (string[])["-f", spec])];
        Assert.True(await run.RunAsync(["bundle", "save", .. options, "--out", file]) == 0, run.Error);
        return await File.ReadAllBytesAsync(run.Folder.File(file), TestContext.Current.CancellationToken);
    }

    /// <summary>The files of a bundle, unpacked by the real tar.</summary>
    public static async Task<SortedDictionary<string, string>> UnpackAsync(CommandRun run, string file)
    {
        Directory.CreateDirectory(run.Folder.File("unpacked"));
        (await ToolProcess.RunAsync("/bin/tar", ["-xzf", run.Folder.File(file), "-C", run.Folder.File("unpacked")], null, null, TestContext.Current.CancellationToken)).MustSucceed();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(run.Folder.File("unpacked"), "*", SearchOption.AllDirectories))
            files.Add(Path.GetRelativePath(run.Folder.File("unpacked"), path), Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        return files;
    }

    private static string Spec(string name) => $"# {name}\nname: {name}\nnamespace: party-a\nchartName: demo\nchartVersion: v1.0.0\nregistry: harbor.site/fate\n";
}
