namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>All rules. A rule that is not in the list is not checked; ContractRuleTests holds it.</summary>
internal static class ContractRules
{
    public static IReadOnlyList<IContractRule> All { get; } =
    [
        new ClosedMapsAreKnown(), new FilesHaveReaders(), new FilesLieWhereTheyAreRead(), new KeysAreRead(), new PortsAgree(), new ProbesAskForHealth(),
        new RequiredKeysAreThere(), new ShellKeysMatchOneLine(), new ValuesHaveTheirType(), new VariablesAreKnown(),
    ];

    public static IReadOnlyList<Shortfall> Check(ContractedRelease release) =>
        [.. All.SelectMany(rule => release.Containers.SelectMany(rule.Check).Select(found => found with { Message = $"{found.Message} ({rule.GetType().Name})" })).Distinct()];
}
