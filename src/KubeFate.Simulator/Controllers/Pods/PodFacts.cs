using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>What the steps of a stage can ask about a pod and its containers.</summary>
internal sealed class PodFacts(PodView view, Choice choice, ObjectStore store, PulledImages images)
{
    public string Pod(string fact) => fact switch
    {
        "deleting" => Say(view.Pod.IsDeleting()),
        "scheduled" => Say(view.IsScheduled),
        "unschedulable" => Say(view.Condition("PodScheduled").Text("reason") is "Unschedulable"),
        // What is mounted stays mounted, whatever becomes of its source.
        "volumes" => view.Pod.Text("status", "podIP") is not null || PodSources.VolumeProblem(store, view.Pod) is null ? "mounted" : "missing",
        "claims" => PodClaims.State(store, view.Pod),
        _ => "",
    };

    public string Container(ContainerView container, string fact) => fact switch
    {
        "state" => container.State,
        "reason" => container.Reason,
        "chosen" => Say(choice.Chooses(container.Name, container.Image)),
        "init" => Say(container.IsInit),
        "runsToEnd" => Say(container.RunsToEnd),
        "ready" => Say(container.IsReady),
        "image" => images.State(container),
        "imageChanged" => Say(container.ImageChanged),
        "configuration" => PodSources.EnvironmentProblem(store, view.Pod.Namespace(), container.Spec) is null ? "complete" : "missing",
        "restart" => Say(container.Restarts),
        "restarted" => Say(container.RestartCount > 0),
        "probed" => Say(container.Spec["readinessProbe"] is not null),
        _ => Pod(fact),
    };

    private static string Say(bool fact) => fact ? "true" : "false";
}
