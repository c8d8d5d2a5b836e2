using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>One container of a pod being worked on, with its entry in the pod's status.</summary>
internal sealed class ContainerView(PodView pod, JsonObject spec, bool isInit)
{
    public PodView Pod { get; } = pod;

    public JsonObject Spec { get; } = spec;

    public bool IsInit { get; } = isInit;

    public string Name { get; } = spec.Text("name") ?? "";

    public string Image => Spec.Text("image") ?? "";

    /// <summary>An init container that goes on running beside the others.</summary>
    public bool IsSidecar => IsInit && Spec.Text("restartPolicy") is "Always";

    public JsonObject? Status => Pod.Pod.Items("status", StatusField).FirstOrDefault(status => status.Is(Name, "name"));

    /// <summary><c>none</c>, <c>waiting</c>, <c>running</c> or <c>terminated</c>.</summary>
    public string State => Status.At("state") is JsonObject { Count: > 0 } state ? state.First().Key : "none";

    public string Reason => Status.Text("state", State, "reason") ?? "";

    public int RestartCount => Status.Count("restartCount");

    public bool IsReady => Status.Flag("ready");

    /// <summary>Whether it ends by itself: an init container, or one of a pod that is not to be kept running.</summary>
    public bool RunsToEnd => !IsSidecar && (IsInit || Pod.RestartPolicy is not "Always");

    /// <summary>Whether an init container lets the next one begin.</summary>
    public bool IsPassed =>
        IsSidecar ? State is "running" && IsReady : State is "terminated" && Status.Number("state", "terminated", "exitCode") == 0;

    /// <summary>Whether the spec names another image than the one this container has.</summary>
    public bool ImageChanged =>
        Status.Text("image") is { Length: > 0 } && !Status.Is(Image, "image") && !Status.Is(ImageReference.Full(Image), "image");

    /// <summary>Whether the kubelet starts a terminated container again.</summary>
    public bool Restarts
    {
        get
        {
            if (ImageChanged || IsSidecar) return true;
            var failed = Status.Number("state", "terminated", "exitCode") is not (null or 0);
            if (IsInit) return failed && Pod.RestartPolicy is not "Never";
            return Pod.RestartPolicy is "Always" || (failed && Pod.RestartPolicy is "OnFailure");
        }
    }

    private string StatusField => IsInit ? "initContainerStatuses" : "containerStatuses";

    /// <summary>The entry in the status, made when missing.</summary>
    public JsonObject MutableStatus()
    {
        if (Status is { } status) return status;
        var parent = Pod.Pod.Child("status");
        if (parent[StatusField] is not JsonArray all) parent[StatusField] = all = [];
        status = new()
        {
            ["name"] = Name,
            ["image"] = Image,
            ["imageID"] = "",
            ["ready"] = false,
            ["restartCount"] = 0,
            ["started"] = false,
            ["state"] = new JsonObject(),
            ["lastState"] = new JsonObject(),
        };
        all.Add(status);
        return status;
    }
}
