namespace KubeFate.Cli.Clusters.Init;

/// <summary>Writes the answers as a cluster.yaml that explains itself.</summary>
internal static class DraftFile
{
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["clustermanager"] = "Eggroll: keeps sessions and knows the nodes",
        ["nodemanager"] = "Eggroll: the nodes that compute",
        ["spark"] = "the Spark cluster on which jobs compute",
        ["hdfs"] = "where tables lie",
        ["nginx"] = "the door for the other parties' FATE-Flows",
        ["rabbitmq"] = "the door for the other parties' data",
        ["pulsar"] = "the door for the other parties' data",
        ["mysql"] = "the database of FATE-Flow and of the engine; its passwords are made at random",
        ["python"] = "FATE-Flow: takes and schedules jobs",
        ["fateboard"] = "shows jobs in the browser; may be left out",
        ["client"] = "a notebook with FATE's Python library; may be left out",
    };

    private static readonly Dictionary<string, string> Engines = new(StringComparer.Ordinal)
    {
        ["backend"] = "the engine: where jobs compute, tables lie and parties talk",
        ["computing"] = "where jobs compute,",
        ["federation"] = "how parties talk,",
        ["storage"] = "and where tables lie",
    };

    public static string Write(ClusterDraft draft)
    {
        var lines = new CommentedLines();
        Head(lines, draft);
        Images(lines, draft);
        Storage(lines, draft);
        Modules(lines, draft);
        DraftSections.Ingress(lines, draft);
        DraftSections.Gateway(lines, draft);
        DraftSections.Engine(lines, draft);
        return lines.ToString();
    }

    private static void Head(CommentedLines lines, ClusterDraft draft) => lines
        .Line($"# FATE {draft.Release.Version}, party {Comment(draft.PartyId)}. Made by kubefate cluster init; docs/cluster-yaml.md explains every key.")
        .Line("#")
        .Line("#   kubefate cluster install -f cluster.yaml --create-namespace --wait")
        .Blank()
        .Key("name", draft.Name, "how the cluster is called; unique in its namespace")
        .Key("namespace", draft.Namespace, "where it is installed; --create-namespace makes it")
        .Key("chartName", draft.Release.Chart)
        .Key("chartVersion", draft.Release.Version, "the FATE release")
        .Key("partyId", draft.PartyId, "by this number the other parties know this one; unique in the federation");

    private static void Images(CommentedLines lines, ClusterDraft draft)
    {
        lines.Part("where the images come from").Key("registry", draft.Registry, "empty: Docker Hub. A mirror holds the third-party images too");
        lines.Line("# pullPolicy: IfNotPresent", "or Always, Never");
        if (draft.PullSecrets.Count == 0)
        {
            lines.Line("# imagePullSecrets:", "the secrets of a private registry, in the namespace").Line("# - name: myregistrykey");
            return;
        }

        lines.Line("imagePullSecrets:", "kubectl create secret docker-registry NAME -n NAMESPACE … makes one");
        foreach (var secret in draft.PullSecrets) lines.Key("- name", secret);
    }

    private static void Storage(CommentedLines lines, ClusterDraft draft) => lines
        .Part("what survives")
        .Line($"persistence: {(draft.Persistence ? "true" : "false")}", "true: what FATE keeps outlives its pods, in volumes. false: it is gone with them");

    private static void Modules(CommentedLines lines, ClusterDraft draft)
    {
        lines.Part("the parts of FATE").Line("modules:");
        foreach (var module in draft.Modules)
            lines.Line("- " + CommentedLines.Scalar(module), module == draft.Gateway && draft.HasOneGateway ? "the gateway: the one door to other parties" : Explained.GetValueOrDefault(module, ""));
        lines.Blank();
        foreach (var (key, word) in draft.Engine.Settings) lines.Key(key, word, Engines.GetValueOrDefault(key, ""));
        if (draft.Release.Variants is not [var plain, ..]) return;
        var others = draft.Release.Variants.Skip(1).Select(variant => $"{variant.Algorithm} on {variant.Device}");
        lines.Key("algorithm", plain.Algorithm, $"there are images too for {string.Join(", ", others)}").Key("device", plain.Device);
    }

    // What was typed stays in its line, whatever it was.
    private static string Comment(string text) => new([.. text.Where(letter => !char.IsControl(letter))]);
}
