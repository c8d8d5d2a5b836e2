namespace KubeFate.Simulator.Tests.Controllers;

/// <summary>Objects that tests begin with.</summary>
internal static class Examples
{
    public static string Deployment(string name = "python", int replicas = 1, string image = "federatedai/python:1.8.0-release", string annotations = "{}") => $$"""
        metadata: { name: {{name}}, annotations: {{annotations}} }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: {{name}} } }
          progressDeadlineSeconds: 600
          revisionHistoryLimit: 10
          strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 25% } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              restartPolicy: Always
              terminationGracePeriodSeconds: 30
              containers:
              - { name: {{name}}, image: {{image}}, imagePullPolicy: IfNotPresent, ports: [{ containerPort: 9380 }] }
        """;

    public static string StatefulSet(string name = "mysql", int replicas = 1, string image = "mysql:8.0.28", string extra = "", string annotations = "{}") => $$"""
        metadata: { name: {{name}}, annotations: {{annotations}} }
        spec:
          replicas: {{replicas}}
          serviceName: {{name}}
          selector: { matchLabels: { app: {{name}} } }
          revisionHistoryLimit: 10
          podManagementPolicy: OrderedReady
          updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 0 } }
          {{extra}}
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              restartPolicy: Always
              containers:
              - { name: {{name}}, image: {{image}}, imagePullPolicy: IfNotPresent, volumeMounts: [{ name: data, mountPath: /var/lib }] }
          volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
        """;

    public static string Pod(string name = "toy", string image = "busybox:1.36", string annotations = "{}", string extra = "", string container = "") => $$"""
        metadata: { name: {{name}}, annotations: {{annotations}} }
        spec:
          restartPolicy: Always
          terminationGracePeriodSeconds: 30
          containers:
          - { name: {{name}}, image: '{{image}}', imagePullPolicy: IfNotPresent{{container}} }
          {{extra}}
        """;
}
