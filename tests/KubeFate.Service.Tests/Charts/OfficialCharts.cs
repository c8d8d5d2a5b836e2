using KubeFate.Helm;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>Charts of our own that use what KubeFATE's official charts use, packaged by the real helm.</summary>
internal static class OfficialCharts
{
    /// <summary>
    /// Values from a template, with nulls that take sample values away; a library chart, a packed and a plain dependency under conditions;
    /// a hook, a schema, a custom kind, a lock file.
    /// </summary>
    public static async Task<byte[]> FederatedAsync(HelmClient helm, TempFolder folder, CancellationToken cancellationToken)
    {
        folder.Write("cache/Chart.yaml", "apiVersion: v2\nname: cache\nversion: 1.0.0\n");
        folder.Write("cache/values.yaml", "size: 1\n");
        folder.Write("cache/templates/cache.yaml", Deployment("cache", "{{ .Release.Name }}", "{{ .Values.size }}"));
        await helm.PackageAsync(folder.File("cache"), folder.File("federated/charts"), cancellationToken);
        folder.Write("federated/charts/lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n");
        folder.Write("federated/charts/lib/templates/_labels.tpl", "{{- define \"lib.cluster\" -}}{{ .Release.Name }}{{- end -}}\n");
        folder.Write("federated/charts/tracing/Chart.yaml", "apiVersion: v2\nname: tracing\nversion: 1.0.0\n");
        folder.Write("federated/charts/tracing/templates/tracing.yaml", Deployment("tracing", "{{ .Release.Name }}", "1"));
        folder.Write("federated/Chart.yaml", """
            apiVersion: v2
            name: federated
            version: v1.0.0
            appVersion: v1.0.0
            dependencies:
            - { name: lib, version: 1.0.0 }
            - { name: cache, version: 1.0.0, condition: cache.enabled }
            - { name: tracing, version: 1.0.0, condition: tracing.enabled }
            """);
        folder.Write("federated/Chart.lock", "dependencies: []\ndigest: sha256:0\ngenerated: \"2026-01-01T00:00:00Z\"\n");
        folder.Write("federated/values.yaml", "replicas: 1\nmissing: a default\nexchange: { ip: 192.168.1.1 }\ncache: { enabled: false }\ntracing: { enabled: true }\n");
        folder.Write("federated/values.schema.json", """{"properties":{"replicas":{"type":"integer","minimum":1}}}""");
        folder.Write("federated/values-template.yaml", ValuesTemplate);
        folder.Write("federated/values-template-example.yaml", "name: demo1\nnamespace: peer-a\nchartName: federated\nchartVersion: v1.0.0\nreplicas: 1\nmodules: [cache]\nparties: [a]\nresources: { limits: { memory: 1Gi } }\n# exchange:\n#   ip: 192.168.1.1\n");
        folder.Write("federated/crds/things.yaml", CustomKind);
        folder.Write("federated/templates/web.yaml", Deployment("web", "{{ include \"lib.cluster\" . }}", "{{ .Values.replicas }}"));
        folder.Write("federated/templates/facts.yaml", Facts);
        folder.Write("federated/templates/prepare.yaml", Prepare);
        return await PackAsync(helm, folder, "federated", cancellationToken);
    }

    /// <summary>The first form of charts: requirements.yaml beside Chart.yaml, cluster.yaml itself as the values.</summary>
    public static Task<byte[]> FirstFormAsync(HelmClient helm, TempFolder folder, CancellationToken cancellationToken)
    {
        folder.Write("first/Chart.yaml", "apiVersion: v1\nname: first\nversion: 1.2.3\n");
        folder.Write("first/requirements.yaml", "dependencies:\n- { name: side, version: 1.0.0, condition: side.enabled }\n");
        folder.Write("first/charts/side/Chart.yaml", "apiVersion: v1\nname: side\nversion: 1.0.0\n");
        folder.Write("first/charts/side/values.yaml", "size: 1\n");
        folder.Write("first/charts/side/templates/side.yaml", Deployment("side", "{{ .Release.Name }}", "{{ .Values.size }}"));
        folder.Write("first/templates/web.yaml", Deployment("web", "{{ .Values.name }}", "{{ .Values.replicas }}"));
        return PackAsync(helm, folder, "first", cancellationToken);
    }

    private static async Task<byte[]> PackAsync(HelmClient helm, TempFolder folder, string chart, CancellationToken cancellationToken) =>
        await File.ReadAllBytesAsync(await helm.PackageAsync(folder.File(chart), folder.File("packed"), cancellationToken), cancellationToken);

    private static string Deployment(string name, string cluster, string replicas) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}}, labels: { name: {{cluster}}, fateMoudle: {{name}} } }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { fateMoudle: {{name}} } }
          template:
            metadata: { labels: { fateMoudle: {{name}}, name: {{cluster}} } }
            spec: { containers: [{ name: {{name}}, image: "{{name}}:1" }] }
        """;

    private const string ValuesTemplate = """
        name: {{ .name }}
        partyList: {{ join "," .parties | upper | quote }}
        missing: {{ .notThere }}
        replicas: {{ .replicas | default 1 }}
        exchange:
        {{- with .exchange }}
          ip: {{ .ip }}
        {{- end }}
        cache:
          enabled: {{ has "cache" .modules }}
          size: {{ .replicas | default 1 | add 1 }}
        tracing: { enabled: {{ has "tracing" .modules | ternary true false }} }
        resources:
        {{ toYaml .resources | indent 2 }}
        """;

    private const string Facts = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: facts }
        data:
          parties: {{ .Values.partyList | quote }}
          exchange: {{ if .Values.exchange }}{{ .Values.exchange.ip | quote }}{{ else }}none{{ end }}
          missing: {{ .Values.missing | default "none" }}
          memory: {{ .Values.resources.limits.memory | quote }}
          found: {{ if lookup "v1" "Namespace" "" .Release.Namespace }}found{{ else }}nothing{{ end }}
        """;

    private const string CustomKind = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: things.example.org }
        spec:
          group: example.org
          scope: Namespaced
          names: { kind: Thing, plural: things, singular: thing }
          versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
        """;

    private const string Prepare = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: prepare
          annotations: { helm.sh/hook: pre-install, helm.sh/hook-delete-policy: before-hook-creation }
        spec:
          template:
            spec: { restartPolicy: Never, containers: [{ name: prepare, image: "busybox:1" }] }
        """;
}
