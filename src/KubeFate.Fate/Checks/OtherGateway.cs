namespace KubeFate.Fate.Checks;

/// <summary>
/// A file for another generation of FATE names another gateway: rollsite up to v1.11, osx from v2.0.0 on. The original's own examples
/// for v2.0.0 list rollsite, and install a party that nobody can reach.
/// </summary>
internal static class OtherGateway
{
    /// <summary>Whether the name is the gateway of other releases, in whose place this one has its own.</summary>
    public static bool Is(CheckContext context, string name) =>
        context.Release?.Gateway is { } gateway
        && context.Catalog?.Keys!.GetValueOrDefault(name) is { } spec
        && !spec.IsReadBy(context.Number)
        && gateway.Equals(spec.Instead, StringComparison.Ordinal);

    public static string ModuleMessage(CheckContext context, string name)
    {
        var gateway = context.Release!.Gateway;
        var section = context.File.Find(name) is null ? "" : $" and rename the section {name}: to {gateway}:";
        return $"{Replaces(context, name)}: write {gateway} here{section}; "
            + "without it the party has no gateway and no other party reaches it";
    }

    public static string SectionMessage(CheckContext context, string name)
    {
        var gateway = context.Release!.Gateway!;
        return context.File.Find(gateway) is { } own
            ? $"{Replaces(context, name)}: the section {gateway}: in line {own.Line} counts; leave this one out"
            : $"{Replaces(context, name)}: rename the section to {gateway}:, or its port and its routes are lost";
    }

    private static string Replaces(CheckContext context, string name) => context.Catalog!.Keys![name].Until is null
        ? $"{context.ReleaseName} has {context.Release!.Gateway} where later releases have {name}"
        : $"{context.ReleaseName} replaces {name} by {context.Release!.Gateway}";
}
