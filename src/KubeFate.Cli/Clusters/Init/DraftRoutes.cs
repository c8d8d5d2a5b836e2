namespace KubeFate.Cli.Clusters.Init;

/// <summary>
/// The sections of an engine by whose modules, each with routes of its own, the parties reach each other (nginx with RabbitMQ or Pulsar).
/// The ports are those of the examples; the routes stand there as comments, since each peer has several.
/// </summary>
internal static class DraftRoutes
{
    public static void Write(CommentedLines lines, ClusterDraft draft)
    {
        lines.Part("the way to other parties, and theirs to this one: docs/engines.md");
        foreach (var module in draft.Engine.Outside)
        {
            lines.Line($"{module}:").Key("  type", draft.GatewayType, "NodePort: a port of every node. LoadBalancer: an address of its own. ClusterIP: not reachable");
            Section(lines, draft, module);
            if (draft.Keepers.Contains(module, StringComparer.Ordinal)) DraftSections.Volume(lines, draft, module);
        }
    }

    private static void Section(CommentedLines lines, ClusterDraft draft, string module)
    {
        switch (module)
        {
            case "nginx":
                Ports(lines, draft, ("httpNodePort", 30093), ("grpcNodePort", 30098));
                lines.Line("  # route_table:", "the other parties' nginx, by party id: their FATE-Flows are reached through it")
                    .Line("  #   10000:").Line("  #     fateflow:").Line("  #     - { host: 192.168.10.1, http_port: 30103, grpc_port: 30108 }");
                break;
            case "rabbitmq":
                Ports(lines, draft, ("nodePort", 30094));
                lines.Line("  # route_table:", "the other parties' RabbitMQ").Line("  #   10000: { host: 192.168.10.1, port: 30104 }");
                break;
            case "pulsar":
                Ports(lines, draft, ("httpNodePort", 30094), ("httpsNodePort", 30099));
                lines.Line("  # route_table:", "the other parties' Pulsar").Line("  #   10000: { host: 192.168.10.1, port: 30104, sslPort: 30109 }");
                break;
        }
    }

    private static void Ports(CommentedLines lines, ClusterDraft draft, params (string Key, int Port)[] ports)
    {
        if (draft.GatewayType != "NodePort") return;
        foreach (var (key, port) in ports) lines.Line($"  {key}: {port}", "the other parties write this port for this party");
    }
}
