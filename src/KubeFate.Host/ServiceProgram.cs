using KubeFate.Service.Hosting;

namespace KubeFate.Host;

/// <summary><c>kubefate service</c>; for a trial with the simulated Kubernetes in the same process, reached through a kubeconfig like any cluster.</summary>
internal static class ServiceProgram
{
    public static async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
    {
        var options = ServiceOptionsReader.Read(name =>
            name == "FATECLOUD_DATA_DIR" && arguments.Data is { } folder ? folder : Environment.GetEnvironmentVariable(name));
        if (!arguments.Simulate)
        {
            await ServeAsync(options, cancellationToken);
            return 0;
        }

        await using var trial = await Trial.StartAsync(options.DataFolder, arguments.Stage, cancellationToken);
        await ServeAsync(options with { Kubeconfig = trial.Kubeconfig, KubeContext = null, Simulated = true }, cancellationToken);
        return 0;
    }

    private static async Task ServeAsync(ServiceOptions options, CancellationToken cancellationToken)
    {
        await using var app = ServiceHost.Build(options);
        await ServiceStart.RunAsync(app, cancellationToken);
    }
}
