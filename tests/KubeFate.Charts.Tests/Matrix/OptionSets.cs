using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>The option sets that every release is rendered with on every engine.</summary>
internal static class OptionSets
{
    private const string Cards = """
        nodemanager: &card { resources: { limits: { nvidia.com/gpu: "1" } } }
        python: *card
        spark: { worker: *card }
        """;

    public static OptionSet Plain { get; } = new("plain", _ => []);

    public static IReadOnlyList<OptionSet> All { get; } =
    [
        Plain,
        new("volumes-of-classes", cluster => With("persistence: true", cluster, (section, i) => $"{{ size: {i + 2}Gi, storageClass: class-{i}, accessMode: ReadWriteMany }}")),
        new("claims-of-the-operator", cluster => With("persistence: true", cluster, (section, _) => $"{{ existingClaim: my-{Last(section)}, subPath: fate/{Last(section)} }}")),
        new("mirror", _ => Yaml("registry: hub.example.com/mirror/\nimagePullSecrets: [{ name: hub }]\npullPolicy: Always")),
        new("registry", _ => Yaml("registry: hub.example.com:5000\nimageTag: my-tag")),
        new("images", cluster => With("", cluster, (section, _) => $"{{ image: my/{Last(section).ToLowerInvariant()}, imageTag: \"7\", Image: my/{Last(section).ToLowerInvariant()}, ImageTag: \"7\" }}")),
        new("placement", cluster => With("", cluster, (section, i) => $$"""
            nodeSelector: { disk: ssd-{{i}} }
            tolerations: [{ key: fate, operator: Equal, value: "{{i}}", effect: NoSchedule }]
            affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: In, values: ["{{i}}"] }] }] } } }
            resources: { requests: { cpu: "1", memory: {{i + 1}}Gi }, limits: { cpu: "4", memory: {{i + 8}}Gi } }
            podAnnotations: { example.com/team: risk }
            serviceAccountName: of-{{Last(section).ToLowerInvariant()}}
            """)),
        new("replicas", cluster => With("", cluster, (section, _) => section is "python" or "spark.master" or "hdfs.namenode" or "hdfs.datanode" ? "{}" : "{ replicas: 3, count: 3, sessionProcessorsPerNode: 8 }")),
        new("load-balancers", cluster => With("", cluster, (_, i) => $"{{ type: LoadBalancer, loadBalancerIP: 192.168.0.{i + 10}, serviceAnnotations: {{ example.com/pool: \"{i}\" }} }}")),
        new("node-ports", cluster => With("", cluster, (_, i) => $"{{ type: NodePort, nodePort: {30200 + i}, httpNodePort: {30300 + i}, grpcNodePort: {30400 + i}, httpsNodePort: {30500 + i} }}")),
        new("ingress", Ingress),
        new("istio", _ => Yaml("istio: { enabled: true }")),
        new("elsewhere", Elsewhere.Keys),
        new("exchange", Routes.Exchange),
        new("polling-server", cluster => With("", cluster, Routes.Gateways, _ => "{ polling: { enabled: true, type: server, clientList: [{ partID: 10001 }] } }")) { MayBeRefused = true },
        new("polling-client", cluster => With("", cluster, Routes.Gateways, _ => "{ polling: { enabled: true, type: client, server: { ip: 192.168.0.1, port: 9370 } } }")) { MayBeRefused = true },
        new("tls", cluster => With("", cluster, Routes.Gateways, _ => "{ enableTLS: true, tlsSecret: my-tls }")) { MayBeRefused = true },
        new("serving", _ => Yaml("servingIp: 192.168.9.1\nservingPort: 30095")),
        new("serving-registry", _ => Yaml("serving: { useRegistry: true, zookeeper: { hosts: [zookeeper.example.com:2181], use_acl: true, user: fate, password: zookeeper-secret } }")),
        new("on-request", OnRequest) { MayBeRefused = true },
        new("skipped-keys", _ => Yaml("skippedKeys: [myOwn, python.mine]\nmyOwn: { a: [1, two] }")),
        new("pod-security-policy", _ => Yaml("podSecurityPolicy: { enabled: true }")) { Kubernetes = "1.24.0" },
        .. Variants(),
    ];

    /// <summary>The part of a section's path that is its own.</summary>
    public static string Last(string section) => section[(section.LastIndexOf('.') + 1)..];

    public static JsonObject Yaml(string text) => text.Length == 0 ? [] : YamlDocuments.Read(text);

    /// <summary>Keys at the top, and some in every section.</summary>
    public static JsonObject? With(string top, Combination cluster, Func<string, int, string> section)
    {
        var keys = Yaml(top);
        foreach (var (path, i) in cluster.Sections.Select((path, i) => (path, i))) JsonMerge.Set(keys, path, Yaml(section(path, i)));
        return keys;
    }

    /// <summary>The same in those sections that the combination has; null when it has none.</summary>
    public static JsonObject? With(string top, Combination cluster, IReadOnlyList<string> sections, Func<string, string> section)
    {
        string[] own = [.. cluster.Sections.Where(sections.Contains)];
        if (own.Length == 0) return null;
        var keys = Yaml(top);
        foreach (var path in own) JsonMerge.Set(keys, path, Yaml(section(path)));
        return keys;
    }

    private static JsonObject? OnRequest(Combination cluster)
    {
        var more = cluster.Release.Modules.Values.Where(module => module.OnRequest && module.Requires.All(cluster.Modules.Contains)).ToList();
        if (more.Count == 0) return null;
        JsonObject keys = new() { ["modules"] = new JsonArray([.. cluster.Modules.Concat(more.Select(module => module.Name)).Select(name => JsonValue.Create(name))]) };
        // An image that FATE may not have published is asked for by a tag that the operator knows.
        foreach (var module in more.Where(module => cluster.Release.Components[module.Component].Unconfirmed)) JsonMerge.Set(keys, module.Name, Yaml("imageTag: 2.0.0-release"));
        // The balancer takes the gateway's door.
        if (more.Any(module => module.Name == "lbrollsite")) keys[cluster.Release.Gateway!] = Yaml("type: ClusterIP\nnodePort:");
        return keys;
    }

    private static JsonObject Ingress(Combination cluster)
    {
        var keys = Yaml("ingressClassName: traefik\ngateway: { name: edge, namespace: gateways, sectionName: https }");
        foreach (var module in cluster.Modules)
        {
            JsonMerge.Set(keys, "ingress." + module, Yaml($$"""
                annotations: { example.com/timeout: "600" }
                hosts: [{ name: {{module.ToLowerInvariant()}}.example.com, path: /fate }]
                tls: [{ secretName: web-tls, hosts: [{{module.ToLowerInvariant()}}.example.com] }]
                """));
        }

        return keys;
    }

    private static IEnumerable<OptionSet> Variants()
    {
        yield return new("images-for-nn", cluster => cluster.Release.Variants.Count == 0 ? Yaml("python: { enabledNN: true }") : null) { MayBeRefused = true };
        var variants = Combination.All.SelectMany(cluster => cluster.Release.Variants.Skip(1)).Select(variant => (variant.Algorithm, variant.Device)).Distinct();
        foreach (var (algorithm, device) in variants)
        {
            yield return new($"images-{algorithm}-{device}".ToLowerInvariant(), cluster =>
                cluster.Release.Variants.Skip(1).Any(variant => (variant.Algorithm, variant.Device) == (algorithm, device)) ? Yaml($"algorithm: {algorithm}\ndevice: {device}\n{(device == "GPU" ? Cards : "")}") : null)
            { MayBeRefused = true };
        }
    }
}
