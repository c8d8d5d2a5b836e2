using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Scheduling;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Works out what follows from the states of a pod's containers, as a kubelet does: phase, conditions, readiness.</summary>
internal static class PodStatus
{
    /// <summary>Gives every container of a scheduled pod its entry in the status.</summary>
    public static void Begin(PodView view)
    {
        var waiting = view.InitContainers.Count > 0 ? "PodInitializing" : "ContainerCreating";
        foreach (var container in view.InitContainers.Concat(view.Containers))
        {
            if (container.State is not "none") continue;
            container.MutableStatus()["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = waiting } };
        }
    }

    /// <summary>Brings phase, conditions and the flags of the containers in line with their states, in place.</summary>
    public static void Settle(PodView view, string now)
    {
        foreach (var container in view.InitContainers.Concat(view.Containers)) SettleContainer(container);
        var status = view.Pod.Child("status");
        status["phase"] = Phase(view);
        status["qosClass"] ??= QualityOfService.Of(view.Pod);
        if (!view.IsScheduled) return;
        var finished = status.Text("phase") is "Succeeded";
        var notInitialized = NotInitialized(view);
        var notReady = view.Containers.Where(container => !container.IsReady).Select(container => container.Name).ToList();
        var sandboxed = status["podIP"] is not null && status.Text("phase") is "Pending" or "Running";
        Set(view, "PodReadyToStartContainers", sandboxed, null, null, now);
        var incomplete = $"containers with incomplete status: [{string.Join(' ', notInitialized)}]";
        Set(view, "Initialized", notInitialized.Count == 0, finished ? "PodCompleted" : "ContainersNotInitialized", incomplete, now, finished);
        var reason = finished ? "PodCompleted" : "ContainersNotReady";
        var message = finished ? null : $"containers with unready status: [{string.Join(' ', notReady)}]";
        Set(view, "Ready", notReady.Count == 0, reason, message, now);
        Set(view, "ContainersReady", notReady.Count == 0, reason, message, now);
        Set(view, "PodScheduled", true, null, null, now);
    }

    /// <summary>Sets a condition; the time moves only when the status does.</summary>
    /// <param name="reason">Told while the condition does not hold, or always when <paramref name="always"/>.</param>
    public static void Set(PodView view, string type, bool holds, string? reason, string? message, string now, bool always = false)
    {
        var condition = view.Condition(type);
        var value = holds ? "True" : "False";
        var since = condition.Is(value, "status") ? condition.Text("lastTransitionTime") ?? now : now;
        var fresh = new JsonObject { ["type"] = type, ["status"] = value, ["lastProbeTime"] = null, ["lastTransitionTime"] = since };
        if (reason is not null && (!holds || always)) fresh["reason"] = reason;
        if (message is not null && !holds) fresh["message"] = message;
        if (condition is null) Conditions(view).Add(fresh);
        else condition.ReplaceWith(fresh);
    }

    /// <summary>The phase that follows from the containers' states.</summary>
    public static string Phase(PodView view)
    {
        if (!view.IsScheduled) return "Pending";
        foreach (var init in view.InitContainers.Where(init => !init.IsPassed))
        {
            return init.State is "terminated" && !init.Restarts ? "Failed" : "Pending";
        }

        var containers = view.Containers;
        if (containers.Any(HasNeverRun)) return "Pending";
        if (containers.Any(container => container.State is "running" or "waiting" || container.Restarts)) return "Running";
        return containers.All(container => container.Status.Number("state", "terminated", "exitCode") == 0) ? "Succeeded" : "Failed";
    }

    private static bool HasNeverRun(ContainerView container) =>
        container.State is "none" || (container.State is "waiting" && container.Status.At("lastState", "terminated") is null);

    private static void SettleContainer(ContainerView container)
    {
        if (container.Status is not { } status) return;
        var running = container.State is "running";
        if (container.IsInit && !container.IsSidecar) status["ready"] = container.IsPassed;
        else if (!running) status["ready"] = false;
        status["started"] = running && (container.IsReady || container.Spec["startupProbe"] is null);
        status["restartCount"] ??= 0;
    }

    private static List<string> NotInitialized(PodView view) =>
        view.Containers.All(container => container.State is "running" or "terminated")
            ? []
            : [.. view.InitContainers.Where(init => !init.IsPassed).Select(init => init.Name)];

    private static JsonArray Conditions(PodView view)
    {
        var status = view.Pod.Child("status");
        if (status["conditions"] is JsonArray conditions) return conditions;
        conditions = [];
        status["conditions"] = conditions;
        return conditions;
    }
}
