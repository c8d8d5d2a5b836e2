using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http;

/// <summary>What the handlers answer from.</summary>
/// <param name="Version">As <c>/version</c> tells it, such as <c>v1.31.0+kubefate-simulator</c>.</param>
internal sealed record SimulatedCluster(ObjectStore Store, ServedTypes Types, PodLogs Logs, TimeProvider Time, string Version);
