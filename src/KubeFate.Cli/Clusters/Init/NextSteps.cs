namespace KubeFate.Cli.Clusters.Init;

/// <summary>Tells what to do with the file, and what the other parties must do.</summary>
internal static class NextSteps
{
    public static void Tell(ClusterDraft draft, InitTarget target, TextWriter output)
    {
        var number = draft.Modules.Count;
        if (!target.IsOut) output.WriteLine($"{target.Shown} is written: FATE {draft.Release.Version}, party {draft.PartyId}, {number} modules");
        output.WriteLine();
        output.WriteLine("Install it:");
        output.WriteLine($"  kubefate cluster install -f {(target.IsOut ? "cluster.yaml" : target.Shown)} --create-namespace --wait");
        if (draft.PullSecrets.Count > 0) output.WriteLine($"The pull secrets must be in the namespace {draft.Namespace} before.");
        output.WriteLine();
        if (!draft.HasOneGateway)
        {
            output.WriteLine($"The parties meet by {string.Join(" and ", draft.Engine.Outside)}: write the other parties' addresses and ports into the route_table of each,");
            output.WriteLine("and give them yours. docs/engines.md says which ports must be open.");
            return;
        }

        Back(draft, output);
        Onward(draft, output);
    }

    private static void Back(ClusterDraft draft, TextWriter output)
    {
        if (draft.GatewayType == "ClusterIP")
        {
            output.WriteLine($"No other party reaches this one: {draft.Gateway}.type is ClusterIP.");
            return;
        }

        var isNode = draft.GatewayType == "NodePort";
        output.WriteLine($"The other parties{(draft.Exchange is null ? "" : ", or the exchange,")} need the way back. In the partyList of their gateway:");
        output.WriteLine($"  - partyId: {draft.PartyId}");
        output.WriteLine(isNode
            ? "    partyIp: an address of a node of this Kubernetes that they reach"
            : $"    partyIp: the address that kubectl get service {draft.Gateway} -n {draft.Namespace} shows");
        output.WriteLine($"    partyPort: {(isNode ? draft.GatewayPort : Port(draft))}");
    }

    private static void Onward(ClusterDraft draft, TextWriter output)
    {
        var routes = draft.Exchange is { } exchange ? draft.Peers.Append(exchange).ToList() : draft.Peers;
        if (routes.Count > 0) output.WriteLine($"From this Kubernetes, {string.Join(" and ", routes.Select(route => route with { PartyId = "" }))} must be open.");
        else output.WriteLine($"There is no other party yet: add them to {draft.Gateway}.partyList, and use kubefate cluster update.");
    }

    private static int Port(ClusterDraft draft) =>
        draft.Release.Modules.GetValueOrDefault(draft.Gateway)?.Services.SelectMany(service => service.Ports).FirstOrDefault()?.Port ?? 9370;
}
