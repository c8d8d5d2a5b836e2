using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// What a key promises and our chart cannot keep for the release. The chart refuses the same (charts/fate/templates/_checks.tpl); here it
/// is said before anything is sent, with the line.
/// </summary>
internal sealed class OfferCheck(CheckContext context, FateRelease release)
{
    public void Check()
    {
        if (release.Gateway is { } gateway && context.File[gateway] is YamlMap section) CheckGateway(gateway, section);
        CheckDatabase();
        CheckNodes();
        if (Value("podSecurityPolicy", "enabled") is { } policy && IsTrue(policy))
            Warning("podSecurityPolicy.enabled", policy,
                "Kubernetes has no PodSecurityPolicy from 1.25 on, where this cluster would be refused; set it to false there");
    }

    private void CheckGateway(string gateway, YamlMap section)
    {
        if (section["enableTLS"] is { } tls && IsTrue(tls))
        {
            if (release.Generation == 1)
                Error($"{gateway}.enableTLS", tls,
                    $"{context.ReleaseName} would encrypt half of the way only; leave the key out, and encrypt outside, "
                    + "by a VPN or a TLS proxy on both sides");
            else if (section["tlsSecret"] is null or YamlScalar { Value.IsNull: true } or YamlScalar { Text: "" })
                Error($"{gateway}.enableTLS", tls,
                    $"{gateway}.tlsSecret is missing: the name of a Secret in the namespace with tls.crt, tls.key (PKCS#8) and ca.crt");
        }

        if (release.Generation > 1 && section["polling"] is YamlMap polling && IsTrue(polling["enabled"]))
            Error($"{gateway}.polling", polling,
                $"{gateway} cannot poll; open its port to the other parties, or name an exchange under {gateway}.exchange");
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
    }

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
