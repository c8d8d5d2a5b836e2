using System.Net;
using System.Text;
using KubeFate.Cli;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Configuration;
using KubeFate.Cli.Registries;
using KubeFate.Fate;
using KubeFate.Fuzz.Tests.Inputs;
using KubeFate.Helm;
using KubeFate.Helm.Charts;
using KubeFate.Helm.Charts.Repositories;
using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;
using KubeFate.Helm.Releases;
using KubeFate.Kubernetes;
using KubeFate.Kubernetes.Connections;
using KubeFate.Service.Masking;
using KubeFate.Testing;
using KubeFate.Yaml;
using YamlDotNet.Core;

namespace KubeFate.Fuzz.Tests;

/// <summary>Every parser that reads what somebody else wrote.</summary>
internal sealed class FuzzTargets : IDisposable
{
    private static readonly ReleaseName Release = new("fate", "ns");

    private static readonly Func<Exception, bool> Never = _ => false, ByHelm = failure => failure is HelmException, IsOfBundle = failure => failure is InvalidDataException or EndOfStreamException;

    private readonly TempFolder folder = new();

    public IReadOnlyList<FuzzTarget> All =>
    [
        new("cluster.yaml", [.. Samples.Clusters.Select(Samples.Bytes)], input => ClusterFile.Parse(Text(input)), Never),
        new("chart archive", [Archive(Samples.Chart), TarBytes.Chart().File("demo/templates/x.yaml", Samples.Manifests).Gzip()], input => ChartArchive.Inspect(input, "it"), ByHelm),
        new("files of a chart archive", [TarBytes.Chart().File("demo/values.yaml", "a: b\n").Whole(), new TarBytes().Entry("demo/", '5', []).File("demo/Chart.yaml", Samples.Chart).Whole()],
            input => ChartArchive.Inspect(TarBytes.Gzip(input), "it"), ByHelm),
        new("Chart.yaml", [Samples.Bytes(Samples.Chart)], input => ChartArchive.Inspect(Archive(Encoding.Latin1.GetString(input)), "it"), ByHelm),
        new("rendered manifests", [Samples.Bytes(Samples.Manifests)], input => ReleaseManifest.Read(Text(input)), ByHelm),
        new("helm's list of revisions", [Samples.Bytes(Samples.History)], input => ReleaseJson.History(Release, Text(input)), ByHelm),
        new("helm's release", [Samples.Bytes(Samples.Release)], input => ReleaseJson.Release(Text(input)), ByHelm),
        new("helm's values", [Samples.Bytes(Samples.Release)], input => ReleaseJson.Object(Text(input)), ByHelm),
        new("helm's errors", [Samples.Bytes(Samples.HelmError)], ReadError, Never),
        new("kubeconfig", [Samples.Bytes(Samples.Kubeconfig)], ReadKubeconfig, failure => failure is KubernetesException),
        new("index of a repository", [Samples.Bytes(Samples.Index)], input => RepositoryIndex.Read(input), ByHelm),
        new("answers of a registry", [Samples.Bytes(Samples.Challenge)], AskRegistry, failure => failure is CommandFailure),
        new("bundle", [Bundled()], input => Bundle.Read(new MemoryStream(input)), IsOfBundle),
        new("files of a bundle", [Unpacked(Bundled())], input => Bundle.Read(new MemoryStream(TarBytes.Gzip(input))), IsOfBundle),
        new("config.yaml", [Samples.Bytes(Samples.Config)], input => ConfigurationFile.Parse(Text(input), "config.yaml"), failure => failure is CommandFailure),
        new("YAML of the simulator", [Samples.Bytes(Samples.Kubeconfig), Samples.Bytes(Samples.Clusters[1])], input => YamlDocument.Read(Text(input)), failure => failure is YamlException),
        new("traced JSON", [Samples.Bytes(Samples.Release), Samples.Bytes(Samples.History)], input => Cli.Tracing.SecretMask.Json(Text(input)), Never),
        new("text with secrets", [Samples.Bytes(Samples.Log)], input => SecretText.Masked(Text(input)), Never),
    ];

    public void Dispose() => folder.Dispose();

    private static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    private static byte[] Archive(string chartYaml) => TarBytes.Chart(chartYaml).Gzip();

    private static void ReadError(byte[] input)
    {
        var call = new HelmCall { Verb = "install", Release = Release, Chart = "demo" };
        _ = FailureRules.Explain(call, new ChildResult(1, "", Text(input)));
        _ = LintOutput.Read(Text(input));
    }

    private void ReadKubeconfig(byte[] input)
    {
        var file = folder.File("kubeconfig");
        File.WriteAllBytes(file, input);
        _ = Kubeconfig.Load([file]);
    }

    // The first line is the header of a refusal, the rest the body of what the token service answers.
    private static void AskRegistry(byte[] input)
    {
        var (header, body) = Text(input).Split('\n', 2) is [var first, var rest] ? (first, rest) : ("", Text(input));
        using var client = new RegistryClient(null, plainHttp: false, caFile: null, new Answers(header.TrimEnd('\r').Replace("\0", "", StringComparison.Ordinal), body));
        client.HasAsync(ImageReference.Parse("registry.example/a/b:c")!, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static byte[] Bundled()
    {
        using var stream = new MemoryStream();
        Bundle.Of(new BundleManifest { Format = BundleManifest.CurrentFormat, Charts = [], Specs = [], Images = [], Files = [] }, new Dictionary<string, byte[]>(StringComparer.Ordinal)).Write(stream);
        return stream.ToArray();
    }

    private static byte[] Unpacked(byte[] gzip)
    {
        using var stream = new System.IO.Compression.GZipStream(new MemoryStream(gzip), System.IO.Compression.CompressionMode.Decompress);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private sealed class Answers(string challenge, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Head) return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) });
            var answer = new HttpResponseMessage(request.Headers.Authorization is null ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
            answer.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            return Task.FromResult(answer);
        }
    }
}
