namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>The images that the node holds, and which container has just had its own pulled.</summary>
internal sealed class PulledImages
{
    private readonly HashSet<string> held = [];
    private readonly HashSet<(string Pod, string Container, int Restart, string Image)> fresh = [];

    public void Pull(ContainerView container)
    {
        held.Add(ImageReference.Full(container.Image));
        fresh.Add(Instance(container));
    }

    /// <summary>
    /// <c>invalid</c> (no image's name), <c>fresh</c> (just pulled for this start), <c>present</c> (held and good enough) or
    /// <c>absent</c>.
    /// </summary>
    public string State(ContainerView container)
    {
        if (!ImageReference.IsValid(container.Image)) return "invalid";
        if (fresh.Contains(Instance(container))) return "fresh";
        var policy = container.Spec.Text("imagePullPolicy")
            ?? (ImageReference.Full(container.Image).EndsWith(":latest", StringComparison.Ordinal) ? "Always" : "IfNotPresent");
        return policy is "Never"
            || (policy is "IfNotPresent" && held.Contains(ImageReference.Full(container.Image))) ? "present" : "absent";
    }

    public void Forget(string pod) => fresh.RemoveWhere(instance => string.Equals(instance.Pod, pod, StringComparison.Ordinal));

    private static (string Pod, string Container, int Restart, string Image) Instance(ContainerView container) =>
        (container.Pod.Uid, container.Name, container.RestartCount, container.Image);
}
