using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Support;

/// <summary>What the service knows of itself.</summary>
internal sealed class ServiceParts(ServiceOptions options, HelmClient helm, Lazy<KubernetesGateway> kubernetes, RecentLog log, TimeProvider time)
{
    public async Task WriteAsync(BundleArchive archive, CancellationToken cancellationToken)
    {
        await archive.AddJsonAsync("service/version.json", _ => Task.FromResult<JsonNode?>(Version()), cancellationToken);
        await archive.AddJsonAsync("service/options.json", _ => Task.FromResult<JsonNode?>(Options()), cancellationToken);
        await archive.AddJsonAsync("service/helm.json", async inTime => new JsonObject { ["version"] = (await helm.GetVersionAsync(inTime)).ToString() }, cancellationToken);
        await archive.AddJsonAsync("service/kubernetes.json", async inTime => new JsonObject { ["version"] = await kubernetes.Value.GetVersionAsync(inTime) }, cancellationToken);
        await archive.AddLinesAsync("service/service.log", _ => log.Lines.ToAsyncEnumerable(), cancellationToken);
    }

    private JsonObject Version() => new()
    {
        ["version"] = ServiceVersion.Text,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["processors"] = Environment.ProcessorCount,
        ["memory_bytes"] = Environment.WorkingSet,
        ["heap_bytes"] = GC.GetTotalMemory(forceFullCollection: false),
        ["heap_committed_bytes"] = GC.GetGCMemoryInfo().TotalCommittedBytes,
        ["time"] = time.GetUtcNow().UtcDateTime,
        ["simulated"] = options.Simulated,
    };

    /// <summary>One by one, not all there are: an option that is added later may be a secret.</summary>
    private JsonObject Options() => new()
    {
        ["FATECLOUD_SERVER_ADDRESS"] = options.Address,
        ["FATECLOUD_SERVER_PORT"] = options.Port,
        ["FATECLOUD_DATA_DIR"] = options.DataFolder,
        ["FATECLOUD_DB"] = options.Database.ToString(),
        ["FATECLOUD_USER_USERNAME"] = options.UserName,
        ["FATECLOUD_REPO_URL"] = options.Repository.Url?.ToString(),
        ["FATECLOUD_CHARTS_DIR"] = options.ChartsFolder,
        ["FATECLOUD_HELM"] = options.Helm,
        ["FATECLOUD_HELM_PARALLELISM"] = options.HelmParallelism,
        ["FATECLOUD_HELM_MEMORY_MB"] = options.HelmMemory,
        ["KUBECONFIG"] = options.Kubeconfig is { } file ? $"file {file}" : null,
        ["FATECLOUD_KUBE_CONTEXT"] = options.KubeContext,
        ["FATECLOUD_LOG_LEVEL"] = options.LogLevel.ToString(),
        ["FATECLOUD_JOB_PARALLELISM"] = options.JobParallelism,
        ["FATECLOUD_TOKEN_LIFETIME_MINUTES"] = options.TokenLifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture),
    };
}
