using System.Collections.Concurrent;

namespace KubeFate.Simulator.Authorization;

/// <summary>Which rights were asked for by whom, each once with how often: what a Role must give is read from it.</summary>
internal sealed class AccessRecord
{
    private readonly ConcurrentDictionary<RecordedAccess, int> counts = new();

    /// <summary>In the order of users, groups, resources, verbs, namespaces; the count is in each.</summary>
    public IReadOnlyList<RecordedAccess> All =>
        [.. counts.Select(entry => entry.Key with { Count = entry.Value })
            .OrderBy(access => access.User, StringComparer.Ordinal).ThenBy(access => access.Group, StringComparer.Ordinal)
            .ThenBy(access => access.Resource, StringComparer.Ordinal).ThenBy(access => access.Path, StringComparer.Ordinal)
            .ThenBy(access => access.Verb, StringComparer.Ordinal).ThenBy(access => access.Namespace, StringComparer.Ordinal)];

    public void Add(AccessRequest asked, bool allowed) => counts.AddOrUpdate(
        new RecordedAccess
        {
            User = asked.User.Name,
            Verb = asked.Verb,
            Group = asked.Group,
            Resource = asked.ResourceWithPart,
            Namespace = asked.Namespace,
            Path = asked.Path ?? "",
            Allowed = allowed,
        },
        1, (_, count) => count + 1);
}
