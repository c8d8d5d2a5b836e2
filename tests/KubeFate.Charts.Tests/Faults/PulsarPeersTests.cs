using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>FATE 2.x does not find a party in Pulsar's route table, but leaves one alone that Pulsar knows: so the parties are registered there.</summary>
public sealed class PulsarPeersTests
{
    private const string Engine = "computing: Spark\nfederation: Pulsar\nstorage: HDFS\n";

    private const string Routes = """
        nginx: { route_table: { 10000: { fateflow: [{ host: party10000.example.com, http_port: 30103, grpc_port: 30108 }] } } }
        pulsar: { route_table: { 10000: { host: 192.168.10.1, port: 30104, sslPort: 30109 } } }
        """;

    [Theory]
    [InlineData("v2.0.0")]
    [InlineData("v2.2.0")]
    public async Task The_table_has_what_a_task_cannot_do_without(string release)
    {
        var engines = (await RenderAsync(release)).Get("ConfigMap", "python-engines")["data"]!;
        var table = YamlDocuments.Read(engines["pulsar_route_table.yaml"]!.ToString());
        Assert.Equal(("invalid", 6650, 6651), (table["default"]!["domain"]!.ToString(), table["default"]!["brokerPort"]!.GetValue<int>(), table["default"]!["brokerSslPort"]!.GetValue<int>()));
        Assert.All(["host", "port", "sslPort"], key => Assert.NotNull(table["10000"]![key]));
    }

    [Theory]
    [InlineData("v2.0.0", true)]
    [InlineData("v1.11.2", false)]
    public async Task Peers_are_registered_from_2_x_on(string release, bool registered)
    {
        var manifests = await RenderAsync(release);
        Assert.Equal(registered, manifests.Get("ConfigMap", "python-engines")["data"]!["pulsar_peers.json"] is not null);
        var start = manifests.Container("python", "fateflow")["command"]![2]!.GetValue<string>();
        Assert.Equal(registered, start.Contains("python /engines/pulsar_peers.py \"http://pulsar-management:8080/admin/v2/clusters\" /engines/pulsar_peers.json &", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_peer_that_Pulsar_does_not_know_is_made_and_one_that_moved_is_changed()
    {
        Assert.SkipUnless(HasPython(), "there is no python3");
        var cancellationToken = TestContext.Current.CancellationToken;
        var engines = (await RenderAsync("v2.2.0")).Get("ConfigMap", "python-engines")["data"]!;
        using var folder = new TempFolder();
        var peers = JsonNode.Parse(engines["pulsar_peers.json"]!.ToString())!.AsObject();
        peers["10001"] = peers["10000"]!.DeepClone();
        using var pulsar = Listen(out var address);
        using var script = Process.Start(new ProcessStartInfo("python3", [folder.Write("peers.py", engines["pulsar_peers.py"]!.ToString()), address + "admin/v2/clusters", folder.Write("peers.json", peers.ToJsonString())])
        {
            Environment = { ["no_proxy"] = "*" },
        })!;
        try
        {
            // Pulsar knows none of the first, and another address of the second.
            Assert.Equal("GET 10000", await AnswerAsync(pulsar, 404, "{}", cancellationToken));
            Assert.Equal("""PUT 10000 {"brokerServiceUrl":"pulsar://192.168.10.1:30104","brokerServiceUrlTls":"pulsar+ssl://192.168.10.1:30109"}""", await AnswerAsync(pulsar, 204, "", cancellationToken));
            Assert.Equal("GET 10001", await AnswerAsync(pulsar, 200, """{"brokerServiceUrl":"pulsar://192.168.10.9:30104"}""", cancellationToken));
            Assert.StartsWith("POST 10001 {", await AnswerAsync(pulsar, 204, "", cancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            script.Kill();
        }
    }

    private static bool HasPython() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "python3")));

    private static HttpListener Listen(out string address)
    {
        address = $"http://127.0.0.1:{FreePort.Next()}/";
        var listener = new HttpListener { Prefixes = { address } };
        listener.Start();
        return listener;
    }

    /// <summary>Answers the next call, and says what it was.</summary>
    private static async Task<string> AnswerAsync(HttpListener listener, int status, string body, CancellationToken cancellationToken)
    {
        var context = await listener.GetContextAsync().WaitAsync(cancellationToken);
        using var reader = new StreamReader(context.Request.InputStream);
        var text = await reader.ReadToEndAsync(cancellationToken);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body), cancellationToken);
        context.Response.Close();
        var said = text.Length == 0 ? "" : " " + JsonNode.Parse(text)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return $"{context.Request.HttpMethod} {context.Request.Url!.Segments[^1]}{said}";
    }

    private static Task<Manifests> RenderAsync(string release) => FateChart.RenderAsync(Clusters.Of(release, Engine + Routes), TestContext.Current.CancellationToken);
}
