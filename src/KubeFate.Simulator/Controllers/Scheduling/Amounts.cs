using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Controllers.Scheduling;

/// <summary>Amounts of processors, memory and the like, as containers ask for them and nodes have them.</summary>
internal static class Amounts
{
    /// <summary>A quantity such as <c>500m</c> or <c>1Gi</c> in its base unit; zero when it is missing or none.</summary>
    public static decimal Of(JsonNode? quantity) => quantity is null ? 0 : Quantity.Parse(quantity.ToString()) ?? 0;

    /// <summary>What a pod asks for: all its containers together, or its greediest init container if that is more.</summary>
    public static decimal Requested(JsonObject pod, string name) => Math.Max(
        pod.Items("spec", "containers").Sum(container => Requested(container["resources"], name)),
        pod.Items("spec", "initContainers").Select(container => Requested(container["resources"], name)).DefaultIfEmpty().Max());

    // A limit without a request is a request too.
    private static decimal Requested(JsonNode? resources, string name) =>
        Of(resources.At("requests", name) ?? resources.At("limits", name));
}
