namespace KubeFate.Charts.Tests.Rules;

/// <summary>All rules. A rule that is not in the list is not checked; RuleTests holds it.</summary>
internal static class ManifestRules
{
    public static IReadOnlyList<IManifestRule> All { get; } =
    [
        new AddressesAreServices(), new ClaimsExist(), new ContainersAreWatched(), new ImagesArePinned(), new IngressesReachServices(),
        new MountedObjectsExist(), new MountsHaveVolumes(), new NamesAreValid(), new NodePortsAreUnique(), new ObjectsAreUnique(),
        new PasswordsAreInSecrets(), new PortNamesAreUnique(), new RouteTablesLeadSomewhere(), new SelectorsMatchTheirPods(), new ServicesReachPods(),
    ];

    public static IReadOnlyList<string> Check(RenderedRelease release) =>
        [.. All.SelectMany(rule => rule.Check(release).Select(problem => $"{rule.GetType().Name}: {problem}"))];
}
