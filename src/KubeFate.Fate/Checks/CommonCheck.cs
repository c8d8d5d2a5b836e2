using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// A chart that we do not know: its keys are its own. timeLimit is ours and must be right; partyId, modules and persistence, which KubeFATE
/// shows, warn when they are of another kind.
/// </summary>
internal sealed class CommonCheck(CheckContext context)
{
    public void Check()
    {
        var values = new ValueChecker(context);
        if (context.File["timeLimit"] is { } limit and not YamlScalar { Value.IsNull: true })
            values.Check("timeLimit", context.File, limit, new KeySpec { Type = KeyType.Duration });
        Expect("partyId", "a whole number", node => node is YamlScalar { Value.Kind: ScalarKind.Integer });
        Expect("modules", "a list of names", node => node is YamlList list && list.Items.All(item => item is YamlScalar));
        Expect("persistence", "true or false", node => node is YamlScalar { Value.Kind: ScalarKind.Boolean });
    }

    private void Expect(string key, string kind, Func<YamlNode, bool> fits)
    {
        if (context.File[key] is not { } node || node is YamlScalar { Value.IsNull: true } || context.IsSkipped(key) || fits(node)) return;
        context.Warning(key, node, $"{kind} is expected; here stands {node.Describe()}, which only the chart will read");
    }
}
