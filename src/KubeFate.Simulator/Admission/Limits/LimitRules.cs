using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission.Quota;
using KubeFate.Simulator.Controllers;

namespace KubeFate.Simulator.Admission.Limits;

/// <summary>One entry of a LimitRange held against a pod or a claim, in the words of kubernetes@v1.31 plugin/pkg/admission/limitranger.</summary>
internal static class LimitRules
{
    public static IEnumerable<string> Pod(JsonObject limit, JsonObject pod) => limit.Text("type") switch
    {
        "Container" => pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers"))
            .SelectMany(container => Check(limit, ResourceAmounts.Read(container.At("resources", "requests")), ResourceAmounts.Read(container.At("resources", "limits")))),
        "Pod" => Check(limit, PodAmounts.Requests(pod), PodAmounts.Limits(pod)),
        _ => [],
    };

    // A claim has no limits: what it asks for is what it gets.
    public static IEnumerable<string> Claim(JsonObject limit, JsonObject claim)
    {
        if (limit.Text("type") is not "PersistentVolumeClaim") yield break;
        var requests = ResourceAmounts.Read(claim.At("spec", "resources", "requests"));
        foreach (var (name, least) in ResourceAmounts.Read(limit["min"]))
        {
            if (Least(limit, name, least, requests, []) is { } problem) yield return problem;
        }

        foreach (var (name, most) in ResourceAmounts.Read(limit["max"]))
        {
            var about = $"maximum {name} usage per PersistentVolumeClaim is {most}";
            if (!requests.TryGetValue(name, out var request)) yield return about + ".  No request is specified";
            else if (request.Value > most.Value) yield return $"{about}, but request is {request}";
        }
    }

    private static IEnumerable<string> Check(JsonObject limit, ResourceAmounts requests, ResourceAmounts limits) =>
        ResourceAmounts.Read(limit["min"]).Select(entry => Least(limit, entry.Key, entry.Value, requests, limits))
            .Concat(ResourceAmounts.Read(limit["max"]).Select(entry => Most(limit, entry.Key, entry.Value, requests, limits)))
            .Concat(ResourceAmounts.Read(limit["maxLimitRequestRatio"]).Select(entry => Ratio(limit, entry.Key, entry.Value, requests, limits)))
            .OfType<string>();

    private static string? Least(JsonObject limit, string name, Amount least, ResourceAmounts requests, ResourceAmounts limits)
    {
        var about = $"minimum {name} usage per {limit.Text("type")} is {least}";
        if (!requests.TryGetValue(name, out var request)) return about + ".  No request is specified";
        if (request.Value < least.Value) return $"{about}, but request is {request}";
        return limits.TryGetValue(name, out var top) && top.Value < least.Value ? $"{about}, but limit is {top}" : null;
    }

    private static string? Most(JsonObject limit, string name, Amount most, ResourceAmounts requests, ResourceAmounts limits)
    {
        var about = $"maximum {name} usage per {limit.Text("type")} is {most}";
        if (!limits.TryGetValue(name, out var top)) return about + ".  No limit is specified";
        if (top.Value > most.Value) return $"{about}, but limit is {top}";
        return requests.TryGetValue(name, out var request) && request.Value > most.Value ? $"{about}, but request is {request}" : null;
    }

    private static string? Ratio(JsonObject limit, string name, Amount most, ResourceAmounts requests, ResourceAmounts limits)
    {
        var about = $"{name} max limit to request ratio per {limit.Text("type")} is {most}";
        if (requests.Get(name).Value == 0) return about + ", but no request is specified or request is 0";
        if (limits.Get(name).Value == 0) return about + ", but no limit is specified or limit is 0";
        var ratio = limits.Get(name).Value / requests.Get(name).Value;
        return ratio > most.Value ? $"{about}, but provided ratio is {ratio.ToString("F6", CultureInfo.InvariantCulture)}" : null;
    }
}
