using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;
using KubeFate.Bench.Rest;
using KubeFate.Bench.Services;
using KubeFate.Testing;

namespace KubeFate.Bench;

/// <summary>Our job beside bare helm on the same simulated Kubernetes, in turns, each in a namespace of its own.</summary>
internal static class InstallBench
{
    private const double OverheadAim = 1.10;
    private const double SeenAim = 50;
    private const double IdleAim = 150;

    // What the runtime compiles while it runs is told apart, as the first install; these are not counted.
    private const int WarmUp = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var simulator = await SimulatorServer.StartAsync(folder, cancellationToken);
        await using var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken);
        var jobs = new JobInstall(service, simulator);
        var helm = new HelmInstall(simulator, folder);
        var first = await jobs.RunAsync("first-job", cancellationToken);
        await helm.RunAsync("first-helm", cancellationToken);
        for (var round = 1; round <= WarmUp; round++)
        {
            await jobs.RunAsync($"warm-job-{round}", cancellationToken);
            await helm.RunAsync($"warm-helm-{round}", cancellationToken);
        }

        var (ours, bare, told, seen) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var round = 1; round <= rounds; round++)
        {
            // In turns, so that what else the machine does meets both.
            var installed = await jobs.RunAsync($"job-{round}", cancellationToken);
            ours.Add(installed.Total);
            told.Add(installed.ReadyToEndEvent);
            seen.Add(installed.ReadyToEndSeen);
            bare.Add(await helm.RunAsync($"helm-{round}", cancellationToken));
        }

        var busiest = ProcessMemory.Peak(service.ProcessId);
        await Task.Delay(Idle, TimeProvider.System, cancellationToken);
        var idle = await MemoryFigure.MeasureAsync($"service, idle for 10 s after {rounds + WarmUp + 1} installs", IdleAim, await RestSite.PrepareAsync(service, cancellationToken), cancellationToken);
        var count = $"{seen.Count} installs";
        return
        [
            Figure.Of("the first install of a service and of its Kubernetes", Text.Milliseconds(first.Total)),
            Figure.Of("install by our job: request sent to Success seen", ours.Spread(Text.Milliseconds)),
            Figure.Of("install by helm upgrade --install --wait", bare.Spread(Text.Milliseconds)),
            Figure.AtMost("install: our job by bare helm", OverheadAim, ours.Median / bare.Median, "", $"ratio of medians, {rounds} installs each"),
            Figure.Of("last workload ready to Success, as the job records it", $"p50 {Text.Milliseconds(told.Median)}, p99 {Text.Milliseconds(told.Percentile(99))}, {count}"),
            Figure.AtMost("last workload ready to Success, as a client sees it: p99", SeenAim, seen.Percentile(99), " ms", $"p50 {Text.Milliseconds(seen.Median)}, {count}"),
            idle with { Measured = $"{idle.Measured}; at its busiest {Text.Megabytes(busiest)}" },
        ];
    }
}
