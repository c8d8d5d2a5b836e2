using KubeFate.Helm;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>The chart demo in three versions: a Deployment web, a StatefulSet db and what they need. Packed once a test run.</summary>
internal static class SmallChart
{
    private static readonly string[] Versions = ["v0.1.0", "v0.2.0-rc.1", "v0.2.0"];

    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Packed = new(PackAsync);

    /// <summary>Puts the archives into a folder.</summary>
    public static async Task CopyToAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, archive) in await Packed.Value) await File.WriteAllBytesAsync(Path.Combine(folder, name), archive, cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> PackAsync()
    {
        using var folder = new TempFolder();
        var helm = new HelmClient(new HelmOptions { Program = Tools.Helm, WorkFolder = folder.File("helm-work") }, TimeProvider.System);
        foreach (var version in Versions) await helm.PackageAsync(Write(folder, version), folder.File("charts"), CancellationToken.None);
        return Directory.GetFiles(folder.File("charts")).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
    }

    private static string Write(TempFolder folder, string version)
    {
        folder.Write($"{version}/Chart.yaml", $"apiVersion: v2\nname: demo\nversion: {version}\n");
        folder.Write($"{version}/values.yaml", "replicas: 1\nimage: nginx:1.25\nstage: fast\nservice: db\nnodePort: 30100\nversion: apps/v1\npassword: secret-of-the-chart\n");
        folder.Write($"{version}/templates/all.yaml", Manifests);
        return folder.File(version);
    }

    private const string Manifests = """
        {{- if .Values.fail }}{{ fail (printf "cannot use %s" .Values.password) }}{{ end }}
        {{- if .Values.leak }}
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: leak}
        data:
          plain: {{ .Values.password }}
          quoted: {{ printf "before %s after" .Values.password | quote }}
          app.conf: |
            [db]
            passwd = short
            raw = x{{ .Values.password }}y
        ---
        {{- end }}
        {{- if .Values.extra }}
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ .Values.extra }}}
        ---
        {{- end }}
        apiVersion: v1
        kind: Secret
        metadata: {name: web-secret}
        stringData:
          password: {{ .Values.password | quote }}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          selector: {app: web}
          ports: [{port: 80, nodePort: {{ .Values.nodePort }}}]
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, labels: {name: {{ .Release.Name }}}}
        spec:
          serviceName: {{ .Values.service }}
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db, name: {{ .Release.Name }}}}
            spec: {containers: [{name: db, image: "mysql:8.0"}]}
        ---
        apiVersion: {{ .Values.version }}
        kind: Deployment
        metadata: {name: web, labels: {name: {{ .Release.Name }}}}
        spec:
          replicas: {{ .Values.replicas }}
          selector: {matchLabels: {app: web}}
          template:
            metadata:
              labels: {app: web, name: {{ .Release.Name }}}
              annotations: {simulator.kubefate.io/stage: {{ .Values.stage }}}
            spec: {containers: [{name: web, image: {{ .Values.image | quote }}}]}
        """;
}
