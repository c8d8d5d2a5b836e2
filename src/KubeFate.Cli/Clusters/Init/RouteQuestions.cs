using System.CommandLine;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>How this party is reached, and how it reaches the others.</summary>
internal sealed class RouteQuestions(InitFlags flags, ParseResult call, Asker ask)
{
    public ClusterDraft Answer(ClusterDraft draft)
    {
        draft = draft with
        {
            GatewayType = call.GetValue(flags.GatewayType) is { } type
                ? ask.Text("--gateway-type", type, "", "", answer => (draft with { GatewayType = answer }).Fault($"{draft.Gateway}.type"))
                : draft.GatewayType,
        };
        if (!draft.HasOneGateway) return Refused(draft);
        if (draft.GatewayType == "NodePort")
        {
            draft = draft with
            {
                GatewayPort = ask.Text("--gateway-port", call.GetValue(flags.GatewayPort), "Port at which the other parties reach this one", draft.GatewayPort,
                    answer => (draft with { GatewayPort = answer }).Fault($"{draft.Gateway}.nodePort")),
            };
        }

        var peers = ask.Texts("--peer", call.GetValue(flags.Peers) ?? [], "Another party, as in 10000=192.168.9.2:30101 (empty when there is no more)", answers => Peers(draft, answers));
        draft = draft with { Peers = [.. peers.Select(Route.OfPeer).OfType<Route>()] };
        var exchange = ask.Text("--exchange", call.GetValue(flags.Exchange), "Exchange, as in 192.168.9.9:30000 (empty for none)", "", answer => Exchange(draft, answer));
        return draft with { Exchange = Route.OfExchange(exchange) };
    }

    /// <summary>Each peer has several ports, which no one flag can say: the file shows where they are written.</summary>
    private ClusterDraft Refused(ClusterDraft draft)
    {
        var reason = $"with {EngineName.Of(draft.Engine)} the parties meet by {string.Join(" and ", draft.Engine.Outside)}, each with ports of its own; "
            + "leave the option out, and write the routes into the file, where they are commented out";
        foreach (var peer in call.GetValue(flags.Peers) ?? []) ask.Wrong("--peer", peer, reason, draft);
        if (call.GetValue(flags.Exchange) is { Length: > 0 } exchange) ask.Wrong("--exchange", exchange, reason, draft);
        if (call.GetValue(flags.GatewayPort) is { Length: > 0 } port) ask.Wrong("--gateway-port", port, reason, draft);
        return draft;
    }

    private static string? Peers(ClusterDraft draft, IReadOnlyList<string> answers)
    {
        var routes = answers.Select(Route.OfPeer).ToList();
        return routes.Contains(null)
            ? "write its party id, the address of its gateway and the port, as in 10000=192.168.9.2:30101"
            : (draft with { Peers = [.. routes.OfType<Route>()] }).Fault($"{draft.Gateway}.partyList");
    }

    private static string? Exchange(ClusterDraft draft, string answer) => Route.OfExchange(answer) is { } route
        ? (draft with { Exchange = route }).Fault($"{draft.Gateway}.exchange")
        : "write the address of its gateway and the port, as in 192.168.9.9:30000";
}
