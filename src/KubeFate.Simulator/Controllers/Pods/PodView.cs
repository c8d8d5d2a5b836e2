using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>A pod being worked on: a clone whose status steps change.</summary>
internal sealed class PodView(JsonObject pod)
{
    public JsonObject Pod { get; } = pod;

    public string Uid { get; } = pod.Uid();

    public bool IsScheduled => Pod.Text("spec", "nodeName") is { Length: > 0 };

    public string RestartPolicy => Pod.Text("spec", "restartPolicy") ?? "Always";

    /// <summary>Whether the pod has run to its end.</summary>
    public bool IsFinished => IsFinal(Pod);

    public IReadOnlyList<ContainerView> InitContainers =>
        [.. Pod.Items("spec", "initContainers").Select(spec => new ContainerView(this, spec, isInit: true))];

    public IReadOnlyList<ContainerView> Containers =>
        [.. Pod.Items("spec", "containers").Select(spec => new ContainerView(this, spec, isInit: false))];

    /// <summary>The containers that may do something now: init containers one after the other, then all others.</summary>
    public IEnumerable<ContainerView> Active()
    {
        foreach (var init in InitContainers)
        {
            if (init.IsSidecar) yield return init;
            if (init.IsPassed) continue;
            if (!init.IsSidecar) yield return init;
            yield break;
        }

        foreach (var container in Containers) yield return container;
    }

    /// <summary>The scheduler's last word.</summary>
    public JsonObject? Condition(string type) => Pod.Condition(type);

    public static bool IsFinal(JsonObject pod) => pod.Text("status", "phase") is "Succeeded" or "Failed";

    /// <summary>Whether a stored pod is ready.</summary>
    public static bool IsReady(JsonObject pod) => pod.Condition("Ready").Text("status") is "True";

    /// <summary>Since when a stored pod is ready; null when it is not.</summary>
    public static DateTimeOffset? ReadySince(JsonObject pod) => IsReady(pod) ? pod.Condition("Ready").Time("lastTransitionTime") : null;
}
