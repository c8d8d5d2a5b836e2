using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>What a pod asks for and may use at most: all containers together, or the greediest init container if that is more.</summary>
internal static class PodAmounts
{
    public static ResourceAmounts Requests(JsonObject pod) => Of(pod, (resources, name) => resources.At("requests", name) ?? resources.At("limits", name));

    public static ResourceAmounts Limits(JsonObject pod) => Of(pod, (resources, name) => resources.At("limits", name));

    private static ResourceAmounts Of(JsonObject pod, Func<JsonNode?, string, JsonNode?> read)
    {
        var sum = new ResourceAmounts();
        foreach (var container in pod.Items("spec", "containers")) sum.Add(OfOne(container, read));
        // An init container that goes on (restartPolicy Always) is there beside the others.
        foreach (var container in pod.Items("spec", "initContainers").Where(container => container.Text("restartPolicy") is "Always")) sum.Add(OfOne(container, read));
        foreach (var container in pod.Items("spec", "initContainers"))
        {
            foreach (var (name, amount) in OfOne(container, read))
            {
                if (amount.Value > sum.Get(name).Value) sum[name] = amount;
            }
        }

        return sum;
    }

    private static ResourceAmounts OfOne(JsonObject container, Func<JsonNode?, string, JsonNode?> read)
    {
        var amounts = new ResourceAmounts();
        var resources = container["resources"];
        var names = ((string[])["requests", "limits"]).SelectMany(part => (resources.At(part) as JsonObject ?? []).Select(entry => entry.Key));
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (Amount.Read(read(resources, name)) is { } amount) amounts[name] = amount;
        }

        return amounts;
    }
}
