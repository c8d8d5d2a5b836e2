using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>Every rule finds its fault, in a small release that is sound without it. What the rules are for stands in MatrixTests.</summary>
public sealed class RuleTests
{
    private static readonly string Sound = File.ReadAllText(Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Rules", "sound.yaml"));

    private const string ClusterYaml = """
        name: fate-9999
        modules: [app, mysql]
        imagePullSecrets: [{ name: hub }]
        app: { tlsSecret: app-tls, existingClaim: kept }
        mysql: { password: a-long-secret, host: mysql.example.com }
        """;

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "http://app:80/", "http://ap:80/", nameof(AddressesAreServices), "ap:80 is no Service" },
        { "http://app:80/", "http://app:81/", nameof(AddressesAreServices), "app:81 is no Service" },
        { "value: app-tls-port", "value: mysql", nameof(AddressesAreServices), "mysql:80 is no Service" },
        { "claimName: kept", "claimName: lost", nameof(ClaimsExist), "the claim lost is not there" },
        { "readinessProbe:", "startupProbe:", nameof(ContainersAreWatched), "no readinessProbe" },
        { "readinessProbe: { tcpSocket: { port: http } }", "readinessProbe: { tcpSocket: { port: 81 } }", nameof(ContainersAreWatched), "which it does not open" },
        { "requests: { cpu: 1, memory: 1Gi }", "requests: { cpu: 1 }", nameof(ContainersAreWatched), "requests no memory" },
        { "image: hub/app:1", "image: hub:5000/app", nameof(ImagesArePinned), "has the image \"hub:5000/app\"" },
        { "image: hub/app:1", "image: app:latest", nameof(ImagesArePinned), "app:latest" },
        { "image: busybox:1.36.1", "image: busybox", nameof(ImagesArePinned), "container wait-for-app" },
        { "image: hub/app:1", "image: hub//app:1", nameof(ImagesArePinned), "hub//app:1" },
        { "service: { name: app, port: { number: 80 } }", "service: { name: app, port: { number: 81 } }", nameof(IngressesReachServices), "no Service and port" },
        { "service: { name: app, port: { number: 80 } }", "service: { name: ap, port: { number: 80 } }", nameof(IngressesReachServices), "no Service and port" },
        { "backendRefs: [{ name: app, port: 80 }]", "backendRefs: [{ name: app, port: 81 }]", nameof(IngressesReachServices), "no Service and port" },
        { "value: /more", "value: /", nameof(IngressesReachServices), "led to two places" },
        { "path: /other", "path: /", nameof(IngressesReachServices), "led to two places" },
        { "configMap: { name: app-config }", "configMap: { name: ap-config }", nameof(MountedObjectsExist), "ConfigMap ap-config is not there" },
        { "subPath: app.conf", "subPath: ap.conf", nameof(MountedObjectsExist), "ConfigMap app-config has no key ap.conf" },
        { "items: [{ key: a, path: b }]", "items: [{ key: z, path: b }]", nameof(MountedObjectsExist), "Secret app-secret has no key z" },
        { "name: app-secret, key: a }", "name: app-secret, key: b }", nameof(MountedObjectsExist), "Secret app-secret has no key b" },
        { "secretName: app-tls", "secretName: ap-tls", nameof(MountedObjectsExist), "Secret ap-tls is not there" },
        { "imagePullSecrets: [{ name: hub }]", "imagePullSecrets: [{ name: hup }]", nameof(MountedObjectsExist), "Secret hup is not there" },
        { "serviceAccountName: app", "serviceAccountName: other", nameof(MountedObjectsExist), "ServiceAccount other is not there" },
        { "name: files, mountPath: /files }", "name: file, mountPath: /files }", nameof(MountsHaveVolumes), "volume file is mounted and is not there" },
        { "name: files, mountPath: /files }", "name: files, mountPath: /data }", nameof(MountsHaveVolumes), "mount path /data is there twice" },
        { "name: PORT", "name: HOST", nameof(MountsHaveVolumes), "variable HOST is there twice" },
        { "name: a-name", "name: a_name", nameof(NamesAreValid), "no DNS label" },
        { "party: \"9999\"", "party: \"a b\"", nameof(NamesAreValid), "which no label may have" },
        { "party: \"9999\"", "party: " + new string('a', 64), nameof(NamesAreValid), "which no label may have" },
        { "nodePort: 30001", "nodePort: 30000", nameof(NodePortsAreUnique), "given twice" },
        { "nodePort: 30001", "nodePort: 9370", nameof(NodePortsAreUnique), "9370 is no node port" },
        { "name: a-name", "name: app-config", nameof(ObjectsAreUnique), "ConfigMap app-config is there 2 times" },
        { "threads=8", "password=fate", nameof(PasswordsAreInSecrets), "app.conf says password=fate" },
        { "threads=8", "url=jdbc:a-long-secret@mysql", nameof(PasswordsAreInSecrets), "shows \"a-long-secret\"" },
        { "--wait", "--pass=a-long-secret", nameof(PasswordsAreInSecrets), "Deployment app: it shows" },
        { "{ name: PASSWORD, valueFrom: { secretKeyRef: { name: app-secret, key: a } } }", "{ name: PASSWORD, value: x }", nameof(PasswordsAreInSecrets), "PASSWORD is a plain value" },
        { "[{ name: http, containerPort: 80 }]", "[{ name: http, containerPort: 80 }, { name: http, containerPort: 81 }]", nameof(PortNamesAreUnique), "two ports of its pods are called http" },
        { "\"ip\": \"app\", \"port\": 80", "\"ip\": \"ap\", \"port\": 80", nameof(RouteTablesLeadSomewhere), "ap:80 is no Service" },
        { "{ host: app, http_port: 80, grpc_port: 80 }", "{ host: app, http_port: 80, grpc_port: 9310 }", nameof(RouteTablesLeadSomewhere), "app:9310 is no Service" },
        { "\"port\": 30101", "\"port\": ", nameof(RouteTablesLeadSomewhere), "cannot be read" },
        { "matchLabels: { app: app }", "matchLabels: { app: ap }", nameof(SelectorsMatchTheirPods), "does not match the labels" },
        { "matchLabels: { app: other }", "matchLabels: { part: x }", nameof(SelectorsMatchTheirPods), "matches the pods of Deployment app too" },
        { "serviceName: other", "serviceName: others", nameof(SelectorsMatchTheirPods), "its Service others is not in the release" },
        { "selector: { app: app }", "selector: { app: ap }", nameof(ServicesReachPods), "selects no pod" },
        { "targetPort: http", "targetPort: web", nameof(ServicesReachPods), "no container of Deployment app opens web" },
        { "port: 6379, targetPort: 6379", "port: 6380, targetPort: 6379", nameof(ServicesReachPods), "it is headless" },
        { "clusterIP: None", "clusterIP: None\n  type: NodePort", nameof(ServicesReachPods), "cannot be of type NodePort" },
    };

    [Fact]
    public void A_sound_release_passes() => Assert.Empty(Check(Sound));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_by_its_rule(string old, string @new, string rule, string problem)
    {
        Assert.Contains(old, Sound, StringComparison.Ordinal);
        var problems = Check(Sound.Replace(old, @new, StringComparison.Ordinal));
        Assert.Contains(problems, found => found.StartsWith(rule, StringComparison.Ordinal) && found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_in_the_list_and_has_a_fault_to_find()
    {
        string[] written =
        [
            .. typeof(IManifestRule).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IManifestRule))).Select(type => type.Name).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(written, ManifestRules.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(written, Faults.Select(fault => fault.Data.Item3).Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Check(string manifests) =>
        ManifestRules.Check(new(YamlDocuments.ReadAll(manifests), JsonNode.Parse(YamlDocuments.Read(ClusterYaml).ToJsonString())!.AsObject()));
}
