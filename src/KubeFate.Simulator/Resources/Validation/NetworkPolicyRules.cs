using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>NetworkPolicies (kubernetes pkg/apis/networking/validation, ValidateNetworkPolicySpec).</summary>
internal static class NetworkPolicyRules
{
    private const string PortRange = "must be between 1 and 65535, inclusive";

    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        MetadataRules.Labels(spec?["podSelector"]?["matchLabels"], "spec.podSelector.matchLabels", causes);
        foreach (var (way, peers) in (ReadOnlySpan<(string, string)>)[("ingress", "from"), ("egress", "to")])
        {
            foreach (var (rule, at) in Items(spec?[way]))
            {
                foreach (var (port, place) in Items(rule["ports"])) Port(port, $"spec.{way}[{at}].ports[{place}]", causes);
                foreach (var (peer, place) in Items(rule[peers])) Peer(peer, $"spec.{way}[{at}].{peers}[{place}]", causes);
            }
        }

        var types = (spec?["policyTypes"] as JsonArray ?? []).Select(type => type?.ToString()).ToList();
        if (types.Count > 2) causes.Invalid("spec.policyTypes", spec!["policyTypes"]!.DeepClone(), "may not specify more than two policyTypes");
        else
        {
            foreach (var (type, at) in types.Select((type, at) => (type, at)).Where(entry => entry.type is not ("Ingress" or "Egress")))
                causes.Unsupported($"spec.policyTypes[{at}]", type, "Egress", "Ingress");
        }
    }

    private static void Port(JsonObject port, string field, Causes causes)
    {
        var protocol = port["protocol"]?.ToString();
        if (protocol is not (null or "TCP" or "UDP" or "SCTP")) causes.Unsupported(field + ".protocol", protocol, "SCTP", "TCP", "UDP");
        if (port["port"] is { } named) ContainerRules.PortReference(named, field + ".port", causes);
        if (ObjectMeta.Number(port["endPort"]) is not { } last) return;
        if (port["port"] is null) causes.Invalid(field + ".endPort", last, "may not be specified when `port` is not specified");
        else if (ObjectMeta.Number(port["port"]) is not { } first) causes.Invalid(field + ".endPort", last, "may not be specified when `port` is non-numeric");
        else
        {
            if (last < first) causes.Invalid(field + ".endPort", first, "must be greater than or equal to `port`");
            if (last is < 1 or > 65535) causes.Invalid(field + ".endPort", last, PortRange);
        }
    }

    private static void Peer(JsonObject peer, string field, Causes causes)
    {
        var told = (ReadOnlySpan<string>)["podSelector", "namespaceSelector", "ipBlock"];
        var count = 0;
        foreach (var kind in told)
        {
            if (peer[kind] is null) continue;
            count++;
            MetadataRules.Labels(peer[kind]!["matchLabels"], $"{field}.{kind}.matchLabels", causes);
        }

        if (peer["ipBlock"] is JsonObject block) Block(block, field + ".ipBlock", causes);
        if (count == 0) causes.Required(field, "must specify a peer");
        else if (count > 1 && peer["ipBlock"] is not null) causes.Forbidden(field, "may not specify both ipBlock and another peer");
    }

    private static void Block(JsonObject block, string field, Causes causes)
    {
        var text = block["cidr"]?.ToString() ?? "";
        if (text.Length == 0) causes.Required(field + ".cidr");
        else if (AddressNames.Range(text) is not { } range) causes.Invalid(field + ".cidr", text, AddressNames.RangeSentence);
        else
        {
            foreach (var (except, at) in (block["except"] as JsonArray ?? []).Select((except, at) => (except?.ToString() ?? "", at)))
            {
                if (AddressNames.Range(except) is not { } inner) causes.Invalid($"{field}.except[{at}]", except, AddressNames.RangeSentence);
                else if (!AddressNames.IsStrictlyWithin(inner, range)) causes.Invalid($"{field}.except[{at}]", except, "must be a strict subset of `cidr`");
            }
        }
    }

    private static IEnumerable<(JsonObject Item, int At)> Items(JsonNode? list) => (list as JsonArray ?? []).Select((item, at) => (item as JsonObject ?? [], at));
}
