using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Reasons;

/// <summary>What lies around a workload and tells about it: events and claims.</summary>
internal sealed class Clues(ClusterObjects objects)
{
    private readonly ILookup<string, ClusterEvent> _events = objects.Events.ToLookup(one => one.InvolvedObject.Uid, StringComparer.Ordinal);
    private readonly Dictionary<string, Claim> _claims = objects.Claims.ToDictionary(one => one.Metadata.Name, StringComparer.Ordinal);

    /// <summary>The claims were listed; else none of them can be called missing.</summary>
    public bool KnowsClaims { get; } = objects.Claims.Count > 0;

    /// <summary>The events of an object, newest first.</summary>
    public IReadOnlyList<ClusterEvent> EventsOf(IResource one) => [.. _events[one.Metadata.Uid].OrderByDescending(each => each.Time)];

    public Claim? Claim(string name) => _claims.GetValueOrDefault(name);
}
