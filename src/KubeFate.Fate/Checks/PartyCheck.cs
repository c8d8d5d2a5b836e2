using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The party's own id, and its routes to the others.</summary>
internal sealed class PartyCheck(CheckContext context, FateRelease release)
{
    public void Check()
    {
        if (release.Gateway is not { } gateway || context.IsSkipped(gateway) || context.File[gateway] is not YamlMap section) return;
        CheckRoutes($"{gateway}.partyList", section);
    }

    private void CheckRoutes(string path, YamlMap section)
    {
        if (section["partyList"] is not YamlList routes) return;
        var own = Id(context.File["partyId"]);
        var known = new Dictionary<Int128, YamlMap>();
        for (var i = 0; i < routes.Items.Count; i++)
        {
            if (routes.Items[i] is not YamlMap route || Id(route["partyId"]) is not { } id) continue;
            var at = $"{path}[{i}].partyId";
            if (id == own)
                context.Error(at, route["partyId"]!, IsParty
                    ? $"{id} is this party itself; list the others only, it knows its own way"
                    : $"{id} is this exchange's own partyId, and what comes for it would go no further; give the exchange another, or none");
            else if (!known.TryAdd(id, route))
                Twice(at, route, known[id]);
        }
    }

    /// <summary>An exchange passes on what parties send, and may do without a number of its own.</summary>
    private bool IsParty => context.Catalog?.Keys?.GetValueOrDefault("partyId") is not { Required: false };

    private void Twice(string path, YamlMap route, YamlMap first)
    {
        var id = route["partyId"]!;
        context.Error(path, id, Address(route) == Address(first)
            ? $"this party is listed in line {first.Line} already; keep one"
            : $"this party has another address in line {first.Line}; keep the right one");
    }

    private static Int128? Id(YamlNode? node) => node is YamlScalar { Value.Kind: ScalarKind.Integer } id ? id.Value.Integer : null;

    private static (string? Host, string? Port) Address(YamlMap route) =>
        ((route["partyIp"] as YamlScalar)?.Text, (route["partyPort"] as YamlScalar)?.Text);
}
