using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>The real helms, and clients of them whose folders are a test's own.</summary>
internal static class Helms
{
    /// <summary>helm 4.2.3, 4.1.4 and 3.9.4, for <c>[MemberData]</c>.</summary>
    public static TheoryData<string> All => [Tools.Helm, Tools.Helm41, Tools.OldHelm];

    /// <summary>helm 4.2.3 and 4.1.4, which let the server merge.</summary>
    public static TheoryData<string> OfFour => [Tools.Helm, Tools.Helm41];

    /// <summary>A kubeconfig for a server that nobody listens at, or the one given.</summary>
    public static string WriteKubeconfig(this TempFolder folder, string server = "http://127.0.0.1:1") => folder.Write("kubeconfig", $$"""
        apiVersion: v1
        kind: Config
        clusters: [{ name: test, cluster: { server: "{{server}}" } }]
        contexts: [{ name: test, context: { cluster: test } }]
        current-context: test
        """);

    public static HelmOptions Options(this TempFolder folder, string program) => new()
    {
        Program = program,
        WorkFolder = folder.File("work"),
        Kubeconfig = folder.WriteKubeconfig(),
        DisableOpenApiValidation = program == Tools.OldHelm,
    };

    public static HelmClient Client(this TempFolder folder, string program) => new(folder.Options(program), TimeProvider.System);

    /// <summary>A chart folder of that name and version with one config map that shows the value <c>text</c>.</summary>
    public static string WriteChart(this TempFolder folder, string name = "demo", string version = "1.0.0")
    {
        folder.Write($"{name}/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: {version}\nappVersion: \"8\"\n");
        folder.Write($"{name}/values.yaml", "text: from the chart\n");
        folder.Write($"{name}/templates/map.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: {{ .Release.Name }}-map, namespace: {{ .Release.Namespace }} }
            data: { text: {{ .Values.text | default "none" | quote }} }
            """);
        return folder.File(name);
    }
}
