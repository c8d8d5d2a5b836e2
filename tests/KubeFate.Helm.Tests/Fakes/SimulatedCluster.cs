using System.Text.Json.Nodes;
using KubeFate.Simulator;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>The Simulator behind a proxy, a client of one of the helms for it, and a chart with a deployment and a service.</summary>
internal sealed class SimulatedCluster : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly KubernetesSimulator simulator;

    private SimulatedCluster(KubernetesSimulator simulator, FaultProxy proxy) => (this.simulator, Proxy) = (simulator, proxy);

    public FaultProxy Proxy { get; }

    public TempFolder Folder => folder;

    public static async Task<SimulatedCluster> StartAsync(CancellationToken cancellationToken)
    {
        var kubernetes = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, cancellationToken);
        var cluster = new SimulatedCluster(kubernetes, await FaultProxy.StartAsync(kubernetes.Address, cancellationToken));
        cluster.folder.WriteKubeconfig(cluster.Proxy.Address.ToString());
        cluster.WriteChart();
        return cluster;
    }

    public HelmClient Client(string program) => new(
        new HelmOptions
        {
            Program = program,
            WorkFolder = folder.File("work"),
            Kubeconfig = folder.File("kubeconfig"),
            DisableOpenApiValidation = program == Tools.OldHelm,
        },
        TimeProvider.System);

    public ReleaseInstaller Installer(string program) => new(Client(program));

    public ReleaseRequest Request(int replicas = 1, string @namespace = "default", string name = "fate") => new()
    {
        Release = new ReleaseName(name, @namespace),
        Chart = folder.File("demo"),
        Values = new JsonObject { ["replicas"] = replicas },
    };

    /// <summary>kubectl's stdout.</summary>
    public async Task<string> KubectlAsync(string arguments, string? input = null, CancellationToken cancellationToken = default)
    {
        var environment = new Dictionary<string, string?> { ["KUBECONFIG"] = folder.File("kubeconfig"), ["KUBECACHEDIR"] = folder.File("kubecache") };
        return (await ToolProcess.RunAsync(Tools.Kubectl, arguments.Split(' '), environment, input, cancellationToken)).MustSucceed().Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    private void WriteChart()
    {
        folder.Write("demo/Chart.yaml", "apiVersion: v2\nname: demo\nversion: 1.0.0\nappVersion: \"8\"\n");
        folder.Write("demo/templates/all.yaml", """
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: { name: {{ .Release.Name }}-data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
            ---
            apiVersion: v1
            kind: Service
            metadata: { name: {{ .Release.Name }}-web }
            spec:
              type: NodePort
              selector: { app: {{ .Release.Name }} }
              ports: [{ name: http, port: 80, targetPort: 80{{ with .Values.nodePort }}, nodePort: {{ . }}{{ end }} }]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: {{ .Release.Name }}-web }
            spec:
              replicas: {{ .Values.replicas }}
              selector: { matchLabels: { app: {{ .Values.app | default .Release.Name }} } }
              template:
                metadata: { labels: { app: {{ .Values.app | default .Release.Name }} } }
                spec: { containers: [{ name: web, image: "web:1" }] }
            """);
    }
}
