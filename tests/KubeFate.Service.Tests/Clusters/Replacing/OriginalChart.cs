using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>
/// A chart that makes objects of the shapes which the original's charts of FATE 1.9 to 1.11 give them on Eggroll (names, labels, selectors, claims, where data
/// lies in its volume), and nothing else of theirs.
/// </summary>
internal static class OriginalChart
{
    /// <summary>Writes it as chart fate of that version and answers its folder.</summary>
    public static string Write(TempFolder folder, string version)
    {
        var name = "original-" + version;
        folder.Write($"{name}/Chart.yaml", $"apiVersion: v1\nname: fate\nversion: {version}\nappVersion: {version}\n");
        folder.Write($"{name}/templates/_shapes.tpl", Shapes);
        folder.Write($"{name}/templates/services.yaml", Services);
        folder.Write($"{name}/templates/workloads.yaml", Workloads);
        return folder.File(name);
    }

    /// <summary>cluster.yaml of a party on Eggroll that keeps its data, for the original's charts and for ours.</summary>
    public static string Body(string version, string more = "") => ClusterSite.Body(
        """
        "partyId":9999,"persistence":true,"algorithm":"Basic","device":"CPU","computing":"Eggroll","federation":"Eggroll","storage":"Eggroll",
        "modules":["rollsite","clustermanager","nodemanager","mysql","python","fateboard","client"],
        "rollsite":{"type":"NodePort","nodePort":30091,"partyList":[{"partyId":10000,"partyIp":"192.168.10.1","partyPort":30101}]},
        "python":{"type":"NodePort","httpNodePort":30097,"grpcNodePort":30092}
        """.ReplaceLineEndings("") + (more.Length > 0 ? "," + more : ""), version, chart: "fate");

    // Every object carries all labels; pods are selected by the first three.
    private const string Shapes = """
        {{- define "selector" -}}
        fateMoudle: {{ index . 1 }}
        name: {{ (index . 0).Values.name | quote }}
        partyId: {{ (index . 0).Values.partyId | quote }}
        {{- end -}}
        {{- define "labels" -}}
        {{ include "selector" . }}
        owner: kubefate
        cluster: fate
        heritage: {{ (index . 0).Release.Service }}
        release: {{ (index . 0).Release.Name }}
        chart: {{ (index . 0).Chart.Name }}
        {{- end -}}
        {{- define "container" -}}
        - name: {{ .name }}
          image: {{ printf "example.com/%s:1" .name }}
          {{- with .mounts }}
          volumeMounts: {{- toYaml . | nindent 4 }}
          {{- end }}
        {{- end -}}
        """;

    private const string Services = """
        {{- $root := . }}
        {{- range $name, $it := dict
              "clustermanager" (dict "module" "clustermanager" "port" 4670 "headless" true)
              "nodemanager" (dict "module" "nodemanager" "port" 4671 "headless" true)
              "fateflow" (dict "module" "python" "port" 9380 "headless" true)
              "fateflow-client" (dict "module" "python" "port" 9380 "type" "NodePort" "nodePort" 30097)
              "rollsite" (dict "module" "rollsite" "port" 9370 "type" "NodePort" "nodePort" 30091)
              "fateboard" (dict "module" "fateboard" "port" 8080)
              "mysql" (dict "module" "mysql" "port" 3306)
              "notebook" (dict "module" "client" "port" 20000) }}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: {{ $name }}
          labels: {{- include "labels" (list $root $it.module) | nindent 4 }}
        spec:
          type: {{ $it.type | default "ClusterIP" }}
          {{- if $it.headless }}
          clusterIP: None
          {{- end }}
          ports:
            - name: tcp-{{ $it.module }}
              port: {{ $it.port }}
              targetPort: {{ $it.port }}
              protocol: TCP
              {{- with $it.nodePort }}
              nodePort: {{ . }}
              {{- end }}
          selector: {{- include "selector" (list $root $it.module) | nindent 4 }}
        {{- end }}
        """;

    private const string Workloads = """
        {{- $root := . }}
        {{- range $name := list "clustermanager" "rollsite" "fateboard" }}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ $name }}
          labels: {{- include "labels" (list $root $name) | nindent 4 }}
        spec:
          replicas: 1
          strategy: { type: Recreate }
          selector:
            matchLabels: {{- include "selector" (list $root $name) | nindent 6 }}
          template:
            metadata:
              labels: {{- include "labels" (list $root $name) | nindent 8 }}
            spec:
              containers: {{- include "container" (dict "name" $name) | nindent 8 }}
        {{- end }}
        {{- range $name, $it := dict
              "mysql" (dict "service" "mysql" "claim" "data" "mounts" (list (dict "name" "data" "mountPath" "/var/lib/mysql")))
              "nodemanager" (dict "service" "nodemanager" "replicas" 2 "claim" "data-dir" "mounts" (list (dict "name" "data-dir" "mountPath" "/data/projects/fate/eggroll/data" "subPath" "nodemanager")))
              "python" (dict "service" "fateflow" "claim" "python-data" "mounts" (list
                (dict "name" "python-data" "mountPath" "/data/projects/fate/fateflow/logs" "subPath" "logs")
                (dict "name" "python-data" "mountPath" "/data/projects/fate/fateflow/jobs" "subPath" "jobs")
                (dict "name" "python-data" "mountPath" "/data/projects/fate/fateflow/model_local_cache" "subPath" "model-local-cache")))
              "client" (dict "service" "notebook" "claim" "persistence" "mounts" (list (dict "name" "persistence" "mountPath" "/data/projects/fate/persistence/" "subPath" "client"))) }}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: {{ $name }}
          labels: {{- include "labels" (list $root $name) | nindent 4 }}
        spec:
          serviceName: {{ $it.service }}
          replicas: {{ $it.replicas | default 1 }}
          selector:
            matchLabels: {{- include "selector" (list $root $name) | nindent 6 }}
          template:
            metadata:
              labels: {{- include "labels" (list $root $name) | nindent 8 }}
            spec:
              containers: {{- include "container" (dict "name" $name "mounts" $it.mounts) | nindent 8 }}
          volumeClaimTemplates:
            - metadata:
                name: {{ $it.claim }}
                labels: {{- include "labels" (list $root $name) | nindent 18 }}
              spec:
                accessModes: [ReadWriteOnce]
                resources: { requests: { storage: 1Gi } }
        {{- end }}
        """;
}
