namespace KubeFate.Kubernetes;

/// <summary>A workload or pod that is being deleted and is still there.</summary>
/// <param name="Kind">Such as <c>Pod</c>.</param>
/// <param name="Name">Its own.</param>
/// <param name="Module">The FATE module it belongs to (label <c>fateMoudle</c>), else its name.</param>
/// <param name="WaitingFor">One plain sentence: what holds it and, where somebody must act, what to do.</param>
/// <param name="Stuck">It will not go by itself.</param>
public sealed record RemainingObject(string Kind, string Name, string Module, string WaitingFor, bool Stuck);
