using KubeFate.Helm;
using KubeFate.Kubernetes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>
/// A line for each thing outside that the service needs: helm and Kubernetes, each with its version, or with what is wrong and the cure. A service that lacks
/// one runs all the same: it answers what it knows, and works as soon as the thing is there.
/// </summary>
public sealed class StartReport
{
    private readonly HelmClient _helm;
    private readonly Lazy<KubernetesGateway> _kubernetes;
    private readonly ILogger<StartReport> _logger;

    private StartReport(IServiceProvider services)
    {
        _helm = services.GetRequiredService<HelmClient>();
        _kubernetes = services.GetRequiredService<Lazy<KubernetesGateway>>();
        _logger = services.GetRequiredService<ILogger<StartReport>>();
    }

    /// <summary>Asks both at once and logs each answer as it comes. Nothing that is missing throws.</summary>
    public static async Task WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        var report = new StartReport(services);
        try
        {
            await Task.WhenAll(report.HelmAsync(cancellationToken), report.KubernetesAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service ended before it knew.
        }
    }

    private async Task HelmAsync(CancellationToken cancellationToken)
    {
        try
        {
            HostingLog.HelmFound(_logger, await _helm.GetVersionAsync(cancellationToken));
        }
        catch (HelmException failure)
        {
            HostingLog.HelmUnusable(_logger, failure.Message);
        }
    }

    private async Task KubernetesAsync(CancellationToken cancellationToken)
    {
        try
        {
            HostingLog.KubernetesFound(_logger, await _kubernetes.Value.GetVersionAsync(cancellationToken));
        }
        catch (KubernetesException failure)
        {
            HostingLog.KubernetesUnusable(_logger, failure.Message);
        }
    }
}
