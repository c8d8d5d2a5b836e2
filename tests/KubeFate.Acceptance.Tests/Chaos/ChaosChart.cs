using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>The smallest chart that has all a job does: a workload to wait for, a port that can be taken, an object that comes and goes.</summary>
internal static class ChaosChart
{
    public const string Name = "chaos";
    public const string Version = "v0.1.0";

    private const string Objects = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ .Release.Name }}
          labels: {name: {{ .Release.Name }}}
        spec:
          replicas: 1
          selector: {matchLabels: {app: {{ .Release.Name }}}}
          template:
            metadata: {labels: {app: {{ .Release.Name }}, name: {{ .Release.Name }}}, annotations: {word: {{ .Values.word | quote }}}}
            spec: {containers: [{name: main, image: "registry.example/main:1"}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{ .Release.Name }}, labels: {name: {{ .Release.Name }}}}
        spec: {type: NodePort, selector: {app: {{ .Release.Name }}}, ports: [{name: main, port: 80, nodePort: {{ .Values.port }}}]}
        """;

    /// <summary>Packs it in the folder and answers the archive.</summary>
    public static async Task<string> PackAsync(TempFolder folder, CancellationToken cancellationToken)
    {
        folder.Write("chaos/Chart.yaml", $"apiVersion: v2\nname: {Name}\nversion: {Version}\nappVersion: {Version}\n");
        folder.Write("chaos/values.yaml", "word: one\nport: 30100\n");
        folder.Write("chaos/templates/objects.yaml", Objects);
        (await ToolProcess.RunAsync(Tools.Helm, ["package", folder.File("chaos"), "--destination", folder.Path], folder.Variables(), null, cancellationToken)).MustSucceed();
        return folder.File($"{Name}-{Version}.tgz");
    }

    /// <summary>The cluster.yaml.</summary>
    public static string Spec(string cluster, string word, int port) =>
        $"name: {cluster}\nnamespace: {ChaosSite.Namespace}\nchartName: {Name}\nchartVersion: {Version}\nword: {word}\nport: {port}\n";
}
