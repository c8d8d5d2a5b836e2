using System.Runtime.InteropServices;
using KubeFate.Simulator;

namespace KubeFate.Host;

/// <summary><c>kubefate simulator</c>: the simulated Kubernetes by itself, until it is told to stop.</summary>
internal static class SimulatorProgram
{
    public static async Task<int> RunAsync(HostArguments arguments, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var options = new SimulatorOptions { DataFolder = arguments.Data, Port = arguments.Port, Stage = arguments.Stage };
        await using var simulator = await KubernetesSimulator.StartAsync(options, TimeProvider.System, cancellationToken);
        await TellAsync(simulator, arguments.KubeconfigOut, cancellationToken);
        await stop.Task.WaitAsync(cancellationToken);
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static async Task TellAsync(KubernetesSimulator simulator, string? file, CancellationToken cancellationToken)
    {
        Console.Error.WriteLine($"a SIMULATED Kubernetes listens on {simulator.Address}: no containers run. Ctrl-C ends it");
        if (file is null)
        {
            await Console.Out.WriteAsync(simulator.Kubeconfig);
            return;
        }

        await simulator.WriteKubeconfigAsync(file, cancellationToken);
        Console.Error.WriteLine($"use it with: export KUBECONFIG={file}");
    }
}
