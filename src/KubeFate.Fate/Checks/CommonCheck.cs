using KubeFate.Fate.Forms;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// A chart that we do not know: its keys are its own. timeLimit is ours and must be right; partyId, modules and persistence, which KubeFATE
/// shows, warn when they are of another kind.
/// </summary>
internal sealed class CommonCheck(CheckContext context)
{
    public void Check(ClusterIdentity identity)
    {
        WarnOfVersion(identity);
        var values = new ValueChecker(context);
        if (context.File["timeLimit"] is { } limit and not YamlScalar { Value.IsNull: true })
            values.Check("timeLimit", context.File, limit, new KeySpec { Type = KeyType.Duration });
        Expect("partyId", "a whole number", node => node is YamlScalar { Value.Kind: ScalarKind.Integer });
        Expect("modules", "a list of names", node => node is YamlList list && list.Items.All(item => item is YamlScalar));
        Expect("persistence", "true or false", node => node is YamlScalar { Value.Kind: ScalarKind.Boolean });
    }

    /// <summary>The chart is one of ours, and the version is not built in: it may have been uploaded, or be misspelt.</summary>
    private void WarnOfVersion(ClusterIdentity identity)
    {
        var versions = FateReleases.Versions(identity.ChartName).ToList();
        if (versions.Count == 0 || identity.ChartVersion.Length == 0) return;
        var known = $"built in are {string.Join(", ", versions)}{Nearest.Hint(identity.ChartVersion, versions)}";
        context.Warning("chartVersion", context.File["chartVersion"]!,
            $"{identity.ChartName} {identity.ChartVersion} is not built in, so that its keys cannot be checked; {known}");
    }

    private void Expect(string key, string kind, Func<YamlNode, bool> fits)
    {
        if (context.File[key] is not { } node || node is YamlScalar { Value.IsNull: true } || context.IsSkipped(key) || fits(node)) return;
        context.Warning(key, node, $"{kind} is expected; here stands {node.Describe()}, which only the chart will read");
    }
}
