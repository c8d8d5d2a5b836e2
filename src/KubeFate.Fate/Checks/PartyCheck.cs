using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The party's own id, and its routes to the others.</summary>
internal sealed class PartyCheck(CheckContext context, FateRelease release)
{
    public void Check()
    {
        if (context.File["partyId"] is null or YamlScalar { Value.IsNull: true })
            context.Problems.Error("partyId", 0, 0,
                "the key partyId is missing; write the number by which the other parties know this one, such as partyId: 9999");
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
                context.Error(at, route["partyId"]!, $"{id} is this party itself; list the others only, it knows its own way");
            else if (!known.TryAdd(id, route))
                Twice(at, route, known[id]);
        }
    }

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
