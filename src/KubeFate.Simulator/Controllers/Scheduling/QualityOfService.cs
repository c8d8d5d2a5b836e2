using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Scheduling;

/// <summary>The class that a pod's requests and limits put it in.</summary>
internal static class QualityOfService
{
    private static readonly string[] counted = ["cpu", "memory"];

    public static string Of(JsonObject pod)
    {
        var containers = pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers")).ToList();
        var amounts = containers.SelectMany(container => counted.Select(name => (
            Request: container.At("resources", "requests", name), Limit: container.At("resources", "limits", name)))).ToList();
        if (amounts.All(amount => amount is (null, null))) return "BestEffort";
        var limited = amounts.All(amount => amount.Limit is not null && Amounts.Of(amount.Request ?? amount.Limit) == Amounts.Of(amount.Limit));
        return limited ? "Guaranteed" : "Burstable";
    }
}
