using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// What a key promises and our chart cannot keep for the release. The chart refuses the same (charts/fate/templates/_checks.tpl); here it
/// is said before anything is sent, with the line.
/// </summary>
internal sealed class OfferCheck(CheckContext context, FateRelease release)
{
    /// <summary>The sections of those who compute, on one engine or another.</summary>
    private static readonly string[] Workers = ["nodemanager", "spark.worker", "python"];

    public void Check()
    {
        new GatewayCheck(context, release).Check();
        CheckDatabase();
        CheckNodes();
        CheckDevice();
        if (Value("podSecurityPolicy", "enabled") is { } policy && IsTrue(policy))
            Warning("podSecurityPolicy.enabled", policy,
                "Kubernetes has no PodSecurityPolicy from 1.25 on, where this cluster would be refused; set it to false there");
    }

    private void CheckDatabase()
    {
        if (context.Modules.Contains("mysql") && Value("mysql", "user") is YamlScalar { Text: "root" } user)
            Error("mysql.user", user, "FATE has a user of its own in the database, not root; leave the key out, or name another user");
    }

    private void CheckNodes()
    {
        var isAlike = release.Modules.TryGetValue("nodemanager", out var module) && !module.Workloads.Any(workload => workload.PerNode);
        if (isAlike && Value("nodemanager", "list") is YamlList { Items.Count: > 0 } list)
            Error("nodemanager.list", list, $"all nodes of {context.ReleaseName} are alike; say how many with nodemanager.replicas");
        else if (Value("nodemanager", "list") is YamlList nodes)
            CheckProcessors(nodes);
    }

    /// <summary>Eggroll's cluster manager reads one number for all nodes: the section's, else that of the first in the list.</summary>
    private void CheckProcessors(YamlList nodes)
    {
        var said = nodes.Items.Select((item, i) => (Node: (item as YamlMap)?["sessionProcessorsPerNode"] as YamlScalar, Path: $"nodemanager.list[{i}].sessionProcessorsPerNode")).Where(found => found.Node is not null).ToList();
        var meant = Value("nodemanager", "sessionProcessorsPerNode") as YamlScalar ?? said.FirstOrDefault().Node;
        foreach (var (node, path) in said.Where(found => found.Node!.Text != meant?.Text))
            Warning(path, node!, $"Eggroll starts as many workers on every node, here {meant!.Text} (line {meant.Line}); leave it out, and say the number with nodemanager.sessionProcessorsPerNode");
    }

    /// <summary>Kubernetes gives a pod the graphics cards that it asks for, and no other: the images alone see none.</summary>
    private void CheckDevice()
    {
        if (context.File["device"] is not YamlScalar { Text: "GPU" } device) return;
        // The original's own examples for GPUs give the card to python, whose pod runs tasks too.
        var workers = Workers.Where(worker => worker is "python" || context.Modules.Contains(worker.Split('.')[0])).ToList();
        if (workers.Exists(worker => context.At($"{worker}.resources.limits") is YamlMap limits && limits.Entries.Any(IsCard))) return;
        Warning("device", device, $"no worker gets a graphics card; ask for one with {workers[0]}.resources.limits, such as nvidia.com/gpu: 1");
    }

    private static bool IsCard(YamlEntry limit) => limit.Key.EndsWith("/gpu", StringComparison.Ordinal) || limit.Key.Contains("nvidia.com/", StringComparison.Ordinal);

    private YamlNode? Value(string section, string key) => (context.File[section] as YamlMap)?[key];

    private void Error(string path, YamlNode at, string message)
    {
        if (!context.IsSkipped(path[(path.LastIndexOf('.') + 1)..], path)) context.Error(path, at, message);
    }

    private void Warning(string path, YamlNode at, string message)
    {
        if (!context.IsSkipped(path[(path.LastIndexOf('.') + 1)..], path)) context.Warning(path, at, message);
    }

    private static bool IsTrue(YamlNode? node) => node is YamlScalar { Value: { Kind: ScalarKind.Boolean, Boolean: true } };
}
