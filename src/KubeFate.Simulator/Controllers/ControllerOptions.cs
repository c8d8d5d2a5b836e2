using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Logging;

namespace KubeFate.Simulator.Controllers;

/// <summary>What the controllers are told about the cluster.</summary>
internal sealed record ControllerOptions
{
    /// <summary>The Kubernetes version that the node reports.</summary>
    public string Version { get; init; } = "v1.36.2";

    /// <summary>Makes the drawn delays repeatable.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The node's processors, as a quantity.</summary>
    public string NodeCpu { get; init; } = "32";

    /// <summary>The node's memory, as a quantity.</summary>
    public string NodeMemory { get; init; } = "128Gi";

    /// <summary>Where containers print; null: nowhere that anyone reads.</summary>
    public PodLogs? Logs { get; init; }

    public ILogger? Logger { get; init; }
}
