using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>
/// A chart repository and an OCI registry with the one chart demo 1.0.0. Under <c>/private</c> and in the registry only the user jane with
/// the password s3cret may read.
/// </summary>
internal sealed class FakeRepository : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly byte[] chart;

    private FakeRepository(WebApplication app, byte[] chart) => (this.app, this.chart) = (app, chart);

    public static PullCredentials Jane { get; } = new("jane", "s3cret");

    public Uri Address => new(app.Urls.Single());

    public static async Task<FakeRepository> StartAsync(string archive, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var repository = new FakeRepository(builder.Build(), await File.ReadAllBytesAsync(archive, cancellationToken));
        repository.app.Run(context => repository.Answer(context.Request).ExecuteAsync(context));
        await repository.app.StartAsync(cancellationToken);
        return repository;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        var path = request.Path.Value!;
        var isJane = request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("jane:s3cret"));
        if (!isJane && (path.StartsWith("/private", StringComparison.Ordinal) || path.StartsWith("/v2", StringComparison.Ordinal)))
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"test\"";
            return Results.Json(new { errors = new[] { new { code = "UNAUTHORIZED", message = "authentication required" } } }, statusCode: 401);
        }

        if (path is "/public/index.yaml" or "/private/index.yaml")
            return Results.Text("apiVersion: v1\nentries: { demo: [{ apiVersion: v2, name: demo, version: 1.0.0, urls: [demo-1.0.0.tgz] }] }\n");
        if (path.EndsWith("/demo-1.0.0.tgz", StringComparison.Ordinal)) return Results.Bytes(chart);
        return Registry(path) ?? Results.Json(new { errors = new[] { new { code = "MANIFEST_UNKNOWN", message = "manifest unknown" } } }, statusCode: 404);
    }

    /// <summary>The few routes of the OCI distribution specification that a pull uses.</summary>
    private IResult? Registry(string path)
    {
        var config = Encoding.UTF8.GetBytes("""{"name":"demo","version":"1.0.0","apiVersion":"v2"}""");
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = "application/vnd.oci.image.manifest.v1+json",
            config = new { mediaType = "application/vnd.cncf.helm.config.v1+json", digest = Digest(config), size = config.Length },
            layers = new[] { new { mediaType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip", digest = Digest(chart), size = chart.Length } },
        });
        return path switch
        {
            "/v2/" or "/v2" => Results.Json(new { }),
            "/v2/charts/demo/tags/list" => Results.Json(new { name = "charts/demo", tags = new[] { "1.0.0" } }),
            _ when path == "/v2/charts/demo/manifests/1.0.0" || path.EndsWith(Digest(manifest), StringComparison.Ordinal) =>
                Results.Bytes(manifest, "application/vnd.oci.image.manifest.v1+json"),
            _ when path.EndsWith(Digest(chart), StringComparison.Ordinal) => Results.Bytes(chart),
            _ when path.EndsWith(Digest(config), StringComparison.Ordinal) => Results.Bytes(config),
            _ => null,
        };
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
