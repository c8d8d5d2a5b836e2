using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;
using KubeFate.Bench.Services;
using KubeFate.Testing;

namespace KubeFate.Bench;

/// <summary>How fast the service starts on the database of an earlier start, and what it holds when nobody asks.</summary>
internal static class StartBench
{
    private const double StartAim = 400;
    private const double IdleAim = 80;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var simulator = await SimulatorServer.StartAsync(folder, cancellationToken);
        double first;
        await using (var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken)) first = service.Accepted;

        var (accepted, answered) = (new Samples(), new Samples());
        for (var round = 0; round < rounds; round++)
        {
            await using var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken);
            accepted.Add(service.Accepted);
            answered.Add(service.Answered);
        }

        var (idle, own) = await IdleAsync(folder, simulator, cancellationToken);
        return
        [
            Figure.Of("service, the very first start (makes the database)", Text.Milliseconds(first)),
            Figure.AtMost("service accepts a connection", StartAim, accepted.Median, " ms", $"median; {Text.Milliseconds(accepted.Least)} to {Text.Milliseconds(accepted.Most)}"),
            Figure.Of("service has answered GET /", answered.Spread(Text.Milliseconds)),
            Figure.AtMost("service, idle for 10 s", IdleAim, idle.Median / 1024, " MB", $"median; {Text.Megabytes(own.Median)} of it its own, the rest mapped files"),
        ];
    }

    private static async Task<(Samples Resident, Samples Own)> IdleAsync(TempFolder folder, SimulatorServer simulator, CancellationToken cancellationToken)
    {
        var (idle, own) = (new Samples(), new Samples());
        for (var round = 0; round < 3; round++)
        {
            await using var service = await ServiceServer.StartAsync(folder.File("data"), simulator.Kubeconfig, cancellationToken);
            await Task.Delay(Idle, TimeProvider.System, cancellationToken);
            idle.Add(ProcessMemory.Resident(service.ProcessId));
            own.Add(ProcessMemory.Anonymous(service.ProcessId));
        }

        return (idle, own);
    }
}
