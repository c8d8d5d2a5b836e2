using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>The pods that a workload makes.</summary>
internal sealed record Pod(JsonObject Workload, JsonObject Labels, JsonObject Spec)
{
    public string Title => RenderedRelease.Title(Workload);

    /// <summary>The containers that run on, without the init containers.</summary>
    public IEnumerable<JsonObject> Containers => List(Spec, "containers");

    public IEnumerable<JsonObject> AllContainers => List(Spec, "initContainers").Concat(Containers);

    public IEnumerable<JsonObject> Volumes => List(Spec, "volumes");

    /// <summary>Names of volumes that claim templates bring.</summary>
    public IEnumerable<string> ClaimTemplates => List(Workload["spec"]!.AsObject(), "volumeClaimTemplates").Select(claim => claim["metadata"]!["name"]!.GetValue<string>());

    public static Pod? Of(JsonObject workload)
    {
        var template = workload["kind"]!.GetValue<string>() switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" or "Job" => workload["spec"]!["template"],
            "CronJob" => workload["spec"]!["jobTemplate"]!["spec"]!["template"],
            "Pod" => workload,
            _ => null,
        };
        return template is null ? null : new(workload, template["metadata"]?["labels"] as JsonObject ?? [], template["spec"]!.AsObject());
    }

    /// <summary>Whether a mapping of labels selects these pods.</summary>
    public bool IsSelectedBy(JsonObject selector) => selector.All(label => Labels[label.Key]?.ToString() == label.Value?.ToString());

    public static IEnumerable<JsonObject> List(JsonObject owner, string key) => (owner[key] as JsonArray ?? []).OfType<JsonObject>();

    public static string Name(JsonObject named) => named["name"]?.ToString() ?? "";
}
