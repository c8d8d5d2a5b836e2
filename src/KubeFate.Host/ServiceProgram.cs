using KubeFate.Service.Hosting;

namespace KubeFate.Host;

/// <summary><c>kubefate service</c>; for a trial with the simulated Kubernetes in the same process, reached through a kubeconfig like any cluster.</summary>
internal static class ServiceProgram
{
    public static async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
    {
        var configuration = TrialConfiguration.Take();
        var options = Read(arguments);
        ForgetOurVariables();
        if (!arguments.Simulate)
        {
            await ServeAsync(options, listening: null, cancellationToken);
            return 0;
        }

        await using var trial = await Trial.StartAsync(options.DataFolder, arguments.Stage, cancellationToken);
        await ServeAsync(options with { Kubeconfig = trial.Kubeconfig, KubeContext = null, Simulated = true }, configuration is null ? null : configuration.Write, cancellationToken);
        return 0;
    }

    /// <summary><c>kubefate-service rotate-secrets</c>: a new key for the secrets of stored specs.</summary>
    public static async Task<int> RotateSecretsAsync(HostArguments arguments, CancellationToken cancellationToken)
    {
        await using var app = ServiceHost.Build(Read(arguments));
        var count = await ServiceStart.RotateSecretsAsync(app, cancellationToken);
        Console.Error.WriteLine($"a new key seals the secrets of stored cluster.yaml files; sealed anew: {count}");
        return 0;
    }

    private static ServiceOptions Read(HostArguments arguments) => ServiceOptionsReader.Read(name =>
        name == "FATECLOUD_DATA_DIR" && arguments.Data is { } folder ? folder : Environment.GetEnvironmentVariable(name));

    // They are read, and hold the passwords of the first user and the database. Helm gets no such variable anyway; a credential plugin that the
    // Kubernetes client starts inherits what we have.
    private static void ForgetOurVariables()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(name => name.StartsWith("FATECLOUD_", StringComparison.Ordinal)).ToList())
            Environment.SetEnvironmentVariable(name, null);
    }

    private static async Task ServeAsync(ServiceOptions options, Action? listening, CancellationToken cancellationToken)
    {
        await using var app = ServiceHost.Build(options);
        var report = Task.CompletedTask;
        await ServiceStart.RunAsync(app, Listening, cancellationToken);
        await report;

        void Listening()
        {
            listening?.Invoke();
            report = StartReport.WriteAsync(app.Services, app.Lifetime.ApplicationStopping);
        }
    }
}
