using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Rendering;

/// <summary>Renders the chart that a cluster.yaml names (charts/fate when it names none) with the real helm, as <c>helm install -f cluster.yaml</c> would.</summary>
internal static partial class FateChart
{
    public static string Folder { get; } = FolderOf("fate");

    /// <summary>Passwords that would else be random, so that a rendering can be compared.</summary>
    public const string FixedSecrets = """
        mysql: { password: mysql-secret, rootPassword: root-secret }
        fateboard: { password: board-secret }
        client: { notebook_token: notebook-secret }
        servingRedis: { password: redis-secret }
        servingAdmin: { password: admin-secret }
        """;

    // Many tests look at the same rendering: helm makes each once.
    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    public static string FolderOf(string chart) => Path.Combine(Repository.Root, "charts", chart);

    public static async Task<Manifests> RenderAsync(string clusterYaml, CancellationToken cancellationToken)
    {
        if (!Rendered.TryGetValue(clusterYaml, out var text))
        {
            text = (await RunAsync(Tools.Helm, clusterYaml, [], cancellationToken)).MustSucceed().Output;
            Rendered[clusterYaml] = text;
        }

        return new(text);
    }

    /// <summary>What helm says when it must not render.</summary>
    public static async Task<string> RefuseAsync(string clusterYaml, CancellationToken cancellationToken)
    {
        var result = await RunAsync(Tools.Helm, clusterYaml, [], cancellationToken);
        Assert.NotEqual(0, result.ExitCode);
        return result.Error;
    }

    public static async Task<ToolResult> RunAsync(
        string helm, string clusterYaml, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string?>
        {
            ["HELM_CACHE_HOME"] = folder.File("cache"),
            ["HELM_CONFIG_HOME"] = folder.File("config"),
            ["HELM_DATA_HOME"] = folder.File("data"),
            ["KUBECONFIG"] = folder.File("none"),
        };
        string[] arguments =
        [
            "template", "fate-9999", FolderOf(ChartName(clusterYaml)), "--namespace", "fate-9999", "--kube-version", "1.31.0",
            "-f", folder.Write("secrets.yaml", FixedSecrets), "-f", folder.Write("cluster.yaml", clusterYaml), .. options,
        ];
        var result = await ToolProcess.RunAsync(helm, arguments, environment, input: null, cancellationToken);
        return result with { Output = BlankEnds().Replace(result.Output, "\n") };
    }

    private static string ChartName(string clusterYaml) => YamlDocuments.Read(clusterYaml)["chartName"]?.GetValue<string>() ?? "fate";

    // helm 4.2 keeps the blanks and blank lines at the end of a document, which older ones drop.
    [GeneratedRegex(@"[ ]*\n([ ]*\n)*(?=---\n|\z)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankEnds();
}
