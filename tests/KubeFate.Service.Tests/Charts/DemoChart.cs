using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>The chart demo v0.1.0 that the answers of the original were recorded with.</summary>
internal static class DemoChart
{
    public const string ChartYaml = "apiVersion: v2\nappVersion: v0.1.0\ndescription: a small chart for KubeFATE\nname: demo\ntype: application\nversion: v0.1.0\n";

    public const string Values = "replicas: 1\nimage: nginx:1.25\ndelay: 1\n";

    public const string Template = "name: {{ .name }}\nnamespace: {{ .namespace }}\nreplicas: {{ .replicas | default 1 }}\nimage: {{ .image | default \"nginx:1.25\" }}\n";

    public const string Example = "name: demo\nnamespace: demo\nchartName: demo\nchartVersion: v0.1.0\nreplicas: 1\nimage: nginx:1.25\n";

    /// <summary>A Deployment web and a Service web.</summary>
    public const string Manifests = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: {fateMoudle: web, name: {{ .Values.name }}, owner: kubefate, cluster: fate}
        spec:
          replicas: {{ .Values.replicas }}
          selector: {matchLabels: {fateMoudle: web, name: {{ .Values.name }}}}
          template:
            metadata:
              labels: {fateMoudle: web, name: {{ .Values.name }}, owner: kubefate, cluster: fate}
            spec:
              containers:
              - name: web
                image: {{ .Values.image }}
                ports: [{containerPort: 80}]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          labels: {fateMoudle: web, name: {{ .Values.name }}, owner: kubefate, cluster: fate}
        spec:
          selector: {fateMoudle: web}
          ports: [{port: 80}]

        """;

    /// <summary>The packaged chart; <paramref name="values"/> makes it another with the same name and version.</summary>
    public static byte[] Pack(string version = "v0.1.0", string values = Values) => new TarBytes()
        .File("demo/Chart.yaml", ChartYaml.Replace("version: v0.1.0", $"version: {version}", StringComparison.Ordinal))
        .File("demo/values.yaml", values)
        .File("demo/values-template.yaml", Template)
        .File("demo/values-template-example.yaml", Example)
        .File("demo/templates/d.yaml", Manifests)
        .Gzip();
}
