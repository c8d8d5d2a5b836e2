using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Charts.Tests.Rules;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Every rule finds its fault, in a small release that is sound without it. What the rules are for stands in ContractTests.</summary>
public sealed class ContractRuleTests
{
    private static readonly string Sound = File.ReadAllText(Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Contracts", "Rules", "sound.yaml"));

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "passwd: secret,", "passwd: secret, timezone: UTC,", nameof(ClosedMapsAreKnown), "fateflow: service_conf.yaml: database.mysql.timezone" },
        { "mountPath: /config/eggroll.properties, subPath: eggroll.properties }", "mountPath: /config }", nameof(FilesHaveReaders), "notes.txt: : no program of the container opens it at /config/notes.txt" },
        { "[{ name: config, mountPath: /config }]", "[]", nameof(FilesLieWhereTheyAreRead), "looks for it at /data/projects/fate/fate_flow/conf/service_conf.yaml" },
        { "conf=/data/projects/fate/fate_flow/conf", "conf=/data/projects/fate/conf", nameof(FilesLieWhereTheyAreRead), "where nothing is" },
        { "cd ${EGGROLL_HOME}", "cd /elsewhere", nameof(FilesLieWhereTheyAreRead), "nodemanager: eggroll.properties" },
        { "grpc.port=9370\n", "grpc.port=9370\n    self.party=9999\n", nameof(KeysAreRead), "osx: broker.properties: self.party: no program knows it" },
        { "\"port\": 30101 }", "\"port\": 30101, \"negotiationType\": \"TLS\" }", nameof(KeysAreRead), "nothing uses it" },
        { "eggroll.core.grpc.channel.keepalive.timeout.sec=20", "eggroll.session.processors.per.node=4", nameof(KeysAreRead), "only clustermanager reads it" },
        { "containerPort: 9883 }]", "containerPort: 9371 }]", nameof(PortsAgree), "osx opens 9883, which the container does not declare" },
        { "containerPort: 9883 }]", "containerPort: 9883 }, { name: http, containerPort: 8087 }]", nameof(PortsAgree), "declares 8087, which no program opens" },
        { "open.http.server=false", "open.http.server=true", nameof(PortsAgree), "osx opens 8807" },
        { "{ port: 9883, targetPort: 9883 }", "{ port: 9883, targetPort: 9882 }", nameof(PortsAgree), "osx opens 9883, to which no Service leads" },
        { "readinessProbe: { httpGet: { path: /v2/server/fateflow, port: http } }", "readinessProbe: { tcpSocket: { port: http } }", nameof(ProbesAskForHealth), "does not ask GET /v2/server/fateflow" },
        { "startupProbe: { tcpSocket: { port: 9883 } }", "startupProbe: { tcpSocket: { port: 9384 } }", nameof(ProbesAskForHealth), "asks at no port that the program opens" },
        { "livenessProbe: { tcpSocket: { port: 9370 } }", "", nameof(ProbesAskForHealth), "osx: probes: livenessProbe" },
        { "eggroll.resourcemanager.nodemanager.host=POD_NAME.nodemanager", "eggroll.resourcemanager.nodemanager.host=", nameof(RequiredKeysAreThere), "eggroll.resourcemanager.nodemanager.host: it is missing" },
        { "grpc.server.private.key.file=/certs/tls.key", "", nameof(RequiredKeysAreThere), "grpc.server.private.key.file" },
        { "eggroll.container.python.exec=PYTHON_EXEC", "", nameof(RequiredKeysAreThere), "eggroll.container.python.exec" },
        { "\"ip\": \"192.168.10.1\", ", "", nameof(RequiredKeysAreThere), "it is missing in route_table.10000.default[0]" },
        { "\"port\": 30101 }", "\"port\": 30101, \"useSSL\": true }", nameof(RequiredKeysAreThere), "route_table.*.*[].certChainFile" },
        { "# no key stands here", "# eggroll.resourcemanager.nodemanager.port is 4671", nameof(ShellKeysMatchOneLine), "grep finds it in 2 lines" },
        { "grpc.port=9370", "grpc.port=http", nameof(ValuesHaveTheirType), "\"http\" is no port" },
        { "\"port\": 30101", "\"port\": \"30101\"", nameof(ValuesHaveTheirType), "\"30101\" is no port" },
        { "mode: stream", "mode: streams", nameof(ValuesHaveTheirType), "is no text of stream, queue" },
        { "name: JAVA_OPTIONS", "name: JAVA_OPTS", nameof(VariablesAreKnown), "osx: environment: JAVA_OPTS" },
    };

    [Fact]
    public void A_sound_release_passes() => Assert.Empty(Check(Sound));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_by_its_rule(string old, string @new, string rule, string problem)
    {
        Assert.Contains(old, Sound, StringComparison.Ordinal);
        var problems = Check(Sound.Replace(old, @new, StringComparison.Ordinal));
        Assert.Contains(problems, found => found.Contains(problem, StringComparison.Ordinal) && found.EndsWith($"({rule})", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_is_in_the_list_and_has_a_fault_to_find()
    {
        string[] written = [.. typeof(IContractRule).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IContractRule))).Select(type => type.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(written, ContractRules.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(written, Faults.Select(fault => fault.Data.Item3).Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<string> Check(string manifests)
    {
        JsonObject cluster = new() { ["chartVersion"] = "v2.0.0", ["computing"] = "Eggroll" };
        return [.. ContractRules.Check(new(new RenderedRelease(YamlDocuments.ReadAll(manifests), cluster))).Select(shortfall => shortfall.ToString())];
    }
}
