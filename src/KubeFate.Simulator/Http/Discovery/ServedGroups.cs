using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Discovery;

internal sealed record ServedVersion(string Name, IReadOnlyList<ResourceType> Types);

/// <param name="Versions">The preferred one first.</param>
internal sealed record ServedGroup(string Name, IReadOnlyList<ServedVersion> Versions);

/// <summary>The served types by group and version.</summary>
internal static class ServedGroups
{
    // The order of a real server; where two groups have a resource of one name, kubectl takes the earlier group's.
    private static readonly string[] Order =
    [
        "", "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io",
        "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io",
    ];

    public static IEnumerable<ServedGroup> Of(IReadOnlyList<ResourceType> types) => types
        .GroupBy(type => type.Group)
        .OrderBy(group => Array.IndexOf(Order, group.Key) is >= 0 and var at ? at : Order.Length).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new ServedGroup(
            group.Key, [.. group.GroupBy(type => type.Version).OrderByDescending(version => version.Key, StringComparer.Ordinal)
                .Select(version => new ServedVersion(version.Key, [.. version.OrderBy(type => type.Plural, StringComparer.Ordinal)]))]));
}
