namespace KubeFate.Cli.Clusters.Init;

/// <summary>The sections of single modules in the file.</summary>
internal static class DraftSections
{
    public static void Ingress(CommentedLines lines, ClusterDraft draft)
    {
        lines.Part("host names for the browser").Key("ingressClassName", draft.IngressClass, "the ingress controller that serves them");
        if (draft.Hosts.Count == 0)
        {
            lines.Line("# ingress:").Line("#   fateboard:").Line("#     hosts:").Line($"#     - name: {Offers.Host("fateboard", "9999")}");
            return;
        }

        lines.Line("ingress:", "your DNS, or a hosts file, must point them at the ingress controller");
        foreach (var (module, host) in draft.Hosts)
            lines.Line($"  {CommentedLines.Scalar(module)}:", module == "client" ? "the notebook" : "").Line("    hosts:").Key("    - name", host);
    }

    public static void Gateway(CommentedLines lines, ClusterDraft draft)
    {
        if (!draft.HasOneGateway)
        {
            DraftRoutes.Write(lines, draft);
            return;
        }

        lines.Part("the way to other parties, and theirs to this one").Line($"{draft.Gateway}:");
        lines.Key("  type", draft.GatewayType, "NodePort: a port of every node. LoadBalancer: an address of its own. ClusterIP: not reachable");
        if (draft.GatewayType == "NodePort") lines.Key("  nodePort", draft.GatewayPort, "the other parties write this port for this party");
        if (draft.Exchange is { } exchange)
            lines.Line("  exchange:", "every party that partyList does not name is reached through it").Key("    ip", exchange.Host).Key("    port", exchange.Port);
        Peers(lines, draft.Peers);
    }

    public static void Engine(CommentedLines lines, ClusterDraft draft)
    {
        if (draft.Modules.Contains("nodemanager", StringComparer.Ordinal))
        {
            lines.Part("the nodes that compute").Line("nodemanager:").Line("  count: 2", "how many")
                .Line("  sessionProcessorsPerNode: 4", "how many workers a job gets on each");
            Volume(lines, draft, "nodemanager");
        }

        if (draft.Modules.Contains("python", StringComparer.Ordinal)) Flow(lines, draft);
        foreach (var module in draft.Keepers.Except(["nodemanager", "python", .. draft.Engine.Outside], StringComparer.Ordinal).Where(_ => draft.Persistence))
        {
            lines.Blank().Line($"{module}:");
            Volume(lines, draft, module);
        }

        if (draft.Modules.Contains("hdfs", StringComparer.Ordinal) && draft.Persistence) Hdfs(lines, draft);
    }

    public static void Volume(CommentedLines lines, ClusterDraft draft, string module)
    {
        if (!draft.Persistence) return;
        lines.Key("  size", draft.Sizes.GetValueOrDefault(module, Offers.Size), "of its volume; most storage classes cannot shrink it later");
        if (draft.StorageClass.Length > 0) lines.Key("  storageClass", draft.StorageClass);
        else lines.Line("  # storageClass: standard", "default: the default class of the Kubernetes cluster");
    }

    private static void Hdfs(CommentedLines lines, ClusterDraft draft)
    {
        lines.Blank().Line("hdfs:");
        foreach (var part in (string[])["namenode", "datanode"])
        {
            lines.Line($"  {part}:").Key("    size", Offers.Size, part == "datanode" ? "of each datanode's volume: tables and models lie there" : "of its volume");
            if (draft.StorageClass.Length > 0) lines.Key("    storageClass", draft.StorageClass);
        }
    }

    private static void Flow(CommentedLines lines, ClusterDraft draft)
    {
        lines.Part("FATE-Flow").Line("python:").Line("  logLevel: INFO", "or DEBUG, WARNING, ERROR");
        lines.Line("  # type: NodePort", "uncomment the three for FATE-Serving and for clients outside")
            .Line("  # httpNodePort: 30097").Line("  # grpcNodePort: 30092");
        Volume(lines, draft, "python");
        lines.Blank().Line("# servingIp: 192.168.9.1", "the FATE-Serving cluster to which models are published").Line("# servingPort: 30095");
    }

    private static void Peers(CommentedLines lines, IReadOnlyList<Route> peers)
    {
        if (peers.Count == 0)
        {
            lines.Line("  # partyList:", "the other parties: their number and where their gateway is").Line("  # - partyId: 10000")
                .Line("  #   partyIp: 192.168.10.1").Line("  #   partyPort: 30101");
            return;
        }

        lines.Line("  partyList:", "the other parties: their number and where their gateway is");
        foreach (var peer in peers)
            lines.Key("  - partyId", peer.PartyId).Key("    partyIp", peer.Host).Key("    partyPort", peer.Port);
    }
}
