using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Masking;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Support;

/// <summary>
/// The archive as it is written. All that goes in goes through the mask; a part that fails leaves its reason. Without <see cref="FinishAsync"/>
/// it has no end, so that whoever gets it sees that it broke off.
/// </summary>
internal sealed class BundleArchive
{
    // One part that hangs must not keep the others.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ResponseStream destination;
    private readonly ZipArchive zip;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly JsonArray files = [];
    private readonly JsonArray failures = [];

    private BundleArchive(ResponseStream destination, ZipArchive zip, SecretMask mask, TimeProvider time, ILogger logger)
    {
        (this.destination, this.zip, this.time, this.logger) = (destination, zip, time, logger);
        Mask = mask;
    }

    public SecretMask Mask { get; }

    public static async Task<BundleArchive> OpenAsync(Stream destination, SecretMask mask, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var stream = new ResponseStream(destination);
        return new BundleArchive(stream, await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken), mask, time, logger);
    }

    /// <summary>A cluster's own folder. Names of other charts may be anything: they never lead out of it.</summary>
    public static string Folder(ClusterRecord cluster) => $"clusters/{Safe(cluster.Namespace)}_{Safe(cluster.Name)}_{Safe(cluster.Uuid)[..Math.Min(8, cluster.Uuid.Length)]}";

    /// <summary>A text as one part of a path.</summary>
    public static string Safe(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_')).Trim('.');
        return safe.Length == 0 ? "_" : safe;
    }

    /// <summary>A JSON document.</summary>
    public Task AddJsonAsync(string path, Func<CancellationToken, Task<JsonNode?>> read, CancellationToken cancellationToken) => GuardAsync(path, async inTime =>
    {
        var json = Mask.Json(await read(inTime));
        await WriteAsync(path, [Text(json)], inTime);
    }, cancellationToken);

    /// <summary>A JSON list, item by item.</summary>
    public Task AddListAsync(string path, Func<CancellationToken, IAsyncEnumerable<JsonNode?>> read, CancellationToken cancellationToken) => GuardAsync(path, async inTime =>
    {
        await using var entry = new LazyEntry(this, path);
        var number = 0;
        await foreach (var item in read(inTime)) await entry.WriteAsync((number++ == 0 ? "[\n" : ",\n") + Text(Mask.Json(item)), inTime);
        await entry.WriteAsync(number == 0 ? "[]\n" : "\n]\n", inTime);
    }, cancellationToken);

    /// <summary>Lines, masked one by one.</summary>
    public Task AddLinesAsync(string path, Func<CancellationToken, IAsyncEnumerable<string>> read, CancellationToken cancellationToken) => GuardAsync(path, async inTime =>
    {
        await using var entry = new LazyEntry(this, path);
        var mask = new LineMask(Mask);
        await foreach (var line in read(inTime))
        {
            if (mask.Line(line) is { } masked) await entry.WriteAsync(masked + "\n", inTime);
        }

        await entry.WriteAsync("", inTime);
    }, cancellationToken);

    /// <summary>Says that a part is missing, and why.</summary>
    public async Task AddFailureAsync(string path, Exception failure, CancellationToken cancellationToken)
    {
        var reason = FailureMessages.Of(failure) ?? failure switch
        {
            OperationCanceledException or TimeoutException => failure is TimeoutException ? failure.Message : "it was not there in time",
            _ => "it failed; the service's log has the reason",
        };
        if (FailureMessages.Of(failure) is null) SupportLog.PartFailed(logger, path, failure);
        reason = Mask.Text(reason);
        failures.Add(new JsonObject { ["file"] = path, ["reason"] = reason });
        await WriteAsync(path + ".missing.txt", [reason + "\n"], cancellationToken);
    }

    /// <summary>Writes manifest.json (what is in, what is not, and what was masked) and the archive's end. Nothing follows.</summary>
    public async Task FinishAsync(string user, IReadOnlyList<ClusterRecord> clusters, CancellationToken cancellationToken)
    {
        await WriteAsync("manifest.json", [Text(Manifest(user, clusters))], cancellationToken);
        await zip.DisposeAsync();
        await destination.FlushAsync(cancellationToken);
    }

    private JsonObject Manifest(string user, IReadOnlyList<ClusterRecord> clusters) => new()
    {
        ["format"] = 1,
        ["collected_at"] = time.GetUtcNow().UtcDateTime,
        ["collected_by"] = user,
        ["service"] = ServiceVersion.Text,
        ["clusters"] = new JsonArray([.. clusters.Select(cluster => new JsonObject
        {
            ["uuid"] = cluster.Uuid, ["name"] = cluster.Name, ["namespace"] = cluster.Namespace, ["folder"] = Folder(cluster),
        })]),
        ["masked"] = "passwords, tokens, keys and the contents of Secrets are *** wherever they were found; look through the files before you hand them on",
        ["failures"] = failures,
        ["files"] = files,
    };

    private async Task GuardAsync(string path, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await write(either.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await AddFailureAsync(path, failure, cancellationToken);
        }
    }

    private async Task WriteAsync(string path, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        await using var entry = new LazyEntry(this, path);
        foreach (var text in texts) await entry.WriteAsync(text, cancellationToken);
    }

    private static string Text(JsonNode? node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray()).ReplaceLineEndings("\n");
    }

    /// <summary>An entry that begins with its first text: what fails before leaves none.</summary>
    private sealed class LazyEntry(BundleArchive archive, string path) : IAsyncDisposable
    {
        private Stream? stream;

        public async Task WriteAsync(string text, CancellationToken cancellationToken)
        {
            stream ??= await OpenAsync(cancellationToken);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        public ValueTask DisposeAsync() => stream?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
        {
            var entry = archive.zip.CreateEntry(path, CompressionLevel.Optimal);
            entry.LastWriteTime = archive.time.GetUtcNow();
            archive.files.Add(path);
            return await entry.OpenAsync(cancellationToken);
        }
    }
}
