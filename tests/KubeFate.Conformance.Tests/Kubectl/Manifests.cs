namespace KubeFate.Conformance.Tests.Kubectl;

/// <summary>Small manifests that tests apply.</summary>
internal static class Manifests
{
    public static string ConfigMap(string data) =>
        $"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: config
        data:
          {data}
        """;

    public static string Deployment(string image = "nginx:1.27", int replicas = 1) =>
        $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: {replicas}
          selector:
            matchLabels:
              app: web
          template:
            metadata:
              labels:
                app: web
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: web
                image: {image}
                ports:
                - containerPort: 80
        """;

    public static string Service =>
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector:
            app: web
          ports:
          - port: 80
        """;
}
