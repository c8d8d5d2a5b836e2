using System.CommandLine;
using KubeFate.Cli.Jobs;

namespace KubeFate.Cli.Clusters;

/// <summary><c>kubefate cluster install -f cluster.yaml</c>: checks the file with the service's own code, then starts the job.</summary>
internal static class InstallCommand
{
    public static Verb Create(CommandContext context)
    {
        var options = new SpecOptions();
        var cover = new Option<bool>("--cover") { Description = "Replace an existing cluster of the same name and namespace" };
        var createNamespace = new Option<bool>("--create-namespace") { Description = "Create the namespace if it does not exist" };
        return new Verb("install", "Install a FATE cluster",
                "kubefate cluster install -f cluster.yaml --wait", "kubefate cluster install -f cluster.yaml --dry-run -o yaml")
            {
                options.File, cover, createNamespace, options.Force, options.DryRun, context.Options.Wait, options.Key,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var file = options.Read(call);
                var request = SpecOptions.Request(file) with { Cover = call.Get(cover), CreateNamespace = call.Get(createNamespace), Force = call.Get(options.Force) };
                if (call.Get(options.DryRun)) return await DryRun.ShowAsync(call, request, file, cancellationToken);
                var job = await options.StartAsync(call, file, (key, token) => call.Client.Clusters.InstallAsync(request, key, token), cancellationToken);
                return await StartedJob.ShowAsync(call, job, file.Told, call.Interrupt);
            });
    }
}
