using KubeFate.Helm;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>What happens before the service listens, and right after.</summary>
public static class ServiceStart
{
    /// <summary>Makes a new key for the secrets of stored specs and seals them with it; the answer is how many. Services may run meanwhile.</summary>
    public static async Task<int> RotateSecretsAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.Services.GetRequiredService<Schema>().EnsureAsync(cancellationToken);
        await app.Services.GetRequiredService<DataKeys>().LoadAsync(cancellationToken);
        await app.Services.GetRequiredService<ClearTexts>().SealAsync(cancellationToken);
        return await app.Services.GetRequiredService<SecretRotation>().RunAsync(cancellationToken);
    }

    /// <summary>
    /// Runs the service until it is told to stop; <paramref name="listening"/> is called once it listens. Throws <see cref="ServiceException"/> with a message fit to show when it cannot start.
    /// </summary>
    public static async Task RunAsync(WebApplication app, Action? listening, CancellationToken cancellationToken)
    {
        var services = app.Services;
        var options = services.GetRequiredService<ServiceOptions>();
        var logger = services.GetRequiredService<ILogger<FailureBoundary>>();
        await services.GetRequiredService<Schema>().EnsureAsync(cancellationToken);
        await services.GetRequiredService<DataKeys>().LoadAsync(cancellationToken);
        await services.GetRequiredService<ClearTexts>().EnsureAsync(cancellationToken);
        await services.GetRequiredService<SigningKey>().LoadAsync(cancellationToken);
        await services.GetRequiredService<FirstUser>().EnsureAsync(cancellationToken);

        // Before any job is taken up: a helm that outlived its killed service would race with it.
        if (HelmProcesses.EndOrphans() is > 0 and var orphans) HostingLog.OrphansEnded(logger, orphans);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure)
        {
            throw new ServiceException("address_in_use",
                $"the service cannot listen on {options.Address}:{options.Port}: {failure.InnerException?.Message ?? failure.Message}. Is another service running there? FATECLOUD_SERVER_PORT sets another port", 500, failure);
        }

        listening?.Invoke();
        HostingLog.Listening(logger, ServiceVersion.Text, app.Urls.First(), options.Database.ToString(),
            options.Simulated ? "Kubernetes is SIMULATED: no containers run" : "Kubernetes by " + (options.Kubeconfig ?? "the in-cluster account or ~/.kube/config"));
        await services.GetRequiredService<FirstUser>().FollowVariableAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
