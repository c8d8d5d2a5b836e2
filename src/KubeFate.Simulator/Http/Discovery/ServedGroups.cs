using System.Globalization;
using System.Text.RegularExpressions;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Discovery;

internal sealed record ServedVersion(string Name, IReadOnlyList<ResourceType> Types);

/// <param name="Versions">The preferred one first.</param>
internal sealed record ServedGroup(string Name, IReadOnlyList<ServedVersion> Versions);

/// <summary>The served types by group and version.</summary>
internal static partial class ServedGroups
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
            group.Key, [.. group.GroupBy(type => type.Version).OrderByDescending(version => Age(version.Key))
                .Select(version => new ServedVersion(version.Key, [.. version.OrderBy(type => type.Plural, StringComparer.Ordinal)]))]));

    // v2 before v1 before v2beta1 before v1beta1 before v1alpha1.
    private static (int Maturity, int Major, int Minor) Age(string version)
    {
        var match = VersionName().Match(version);
        var maturity = match.Groups["stage"].Value switch { "" => 2, "beta" => 1, _ => 0 };
        return (maturity, Number(match, "major"), Number(match, "minor"));
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v(?<major>[0-9]+)((?<stage>alpha|beta)(?<minor>[0-9]+))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VersionName();
}
