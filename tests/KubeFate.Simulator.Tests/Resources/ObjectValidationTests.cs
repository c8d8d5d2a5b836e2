using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Storage;
using KubeFate.Simulator.Tests.Patching;

namespace KubeFate.Simulator.Tests.Resources;

public sealed class ObjectValidationTests
{
    private const string Pod = "kind: Pod\napiVersion: v1\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: b, PART }] }";
    private const string Deployment = """
        kind: Deployment
        apiVersion: apps/v1
        metadata: { name: d }
        spec:
          PART
          selector: { matchLabels: { a: b } }
          template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: b }] } }
        """;

    [Theory]
    [InlineData("ports: [{ containerPort: 0 }]", "spec.containers[0].ports[0].containerPort: Required value")]
    [InlineData("ports: [{ containerPort: 70000 }]", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("ports: [{ containerPort: 1, name: A-1 }]", "spec.containers[0].ports[0].name: Invalid value: \"A-1\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")]
    [InlineData("ports: [{ containerPort: 1, name: a-very-long-port-name }]", "spec.containers[0].ports[0].name: Invalid value: \"a-very-long-port-name\": must be no more than 15 characters")]
    [InlineData("ports: [{ containerPort: 1, name: http }, { containerPort: 2, name: http }]", "spec.containers[0].ports[1].name: Duplicate value: \"http\"")]
    [InlineData("env: [{ name: 'a=b' }]", "spec.containers[0].env[0].name: Invalid value: \"a=b\": a valid environment variable name must consist only of printable ASCII characters other than '='")]
    [InlineData("env: [{ name: a, value: b, valueFrom: { fieldRef: { fieldPath: x } } }]", "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty")]
    [InlineData("livenessProbe: { periodSeconds: 3 }", "spec.containers[0].livenessProbe: Required value: must specify a handler type")]
    [InlineData("livenessProbe: { tcpSocket: { port: 80 }, exec: { command: [a] } }", "spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type")]
    [InlineData("livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 }", "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("readinessProbe: { httpGet: { port: 0 } }", "spec.containers[0].readinessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("resources: { limits: { cpu: -1 } }", "spec.containers[0].resources.limits[cpu]: Invalid value: \"-1\": must be greater than or equal to 0")]
    [InlineData("resources: { limits: { cpu: 1 }, requests: { cpu: 1500m } }", "spec.containers[0].resources.requests: Invalid value: \"1500m\": must be less than or equal to cpu limit of 1")]
    public void A_container_that_cannot_be_is_refused(string part, string message) => AssertRefused(Pod.Replace("PART", part), "Pod \"p\" is invalid: " + message);

    [Theory]
    [InlineData("volumes: [{ name: v, emptyDir: {}, configMap: { name: c } }]", "spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type")]
    [InlineData("volumes: [{ name: v, secret: {} }]", "spec.volumes[0].secret.secretName: Required value")]
    [InlineData("volumes: [{ name: v, emptyDir: {} }, { name: v, emptyDir: {} }]", "spec.volumes[1].name: Duplicate value: \"v\"")]
    public void A_volume_that_cannot_be_is_refused(string part, string message) => AssertRefused(
        Pod.Replace(", PART }] }", " }], " + part + " }"), "Pod \"p\" is invalid: " + message);

    [Theory]
    [InlineData("strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }", "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData("strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }", "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0")]
    [InlineData("strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: half } }", "spec.strategy.rollingUpdate.maxSurge: Invalid value: \"half\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")]
    [InlineData("strategy: { type: Slow }", "spec.strategy.type: Unsupported value: \"Slow\": supported values: \"Recreate\", \"RollingUpdate\"")]
    [InlineData("replicas: -1", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    public void A_rollout_that_cannot_be_is_refused(string part, string message) =>
        AssertRefused(Deployment.Replace("PART", part), "Deployment.apps \"d\" is invalid: " + message);

    [Theory]
    [InlineData("kind: Role\napiVersion: rbac.authorization.k8s.io/v1\nrules: [{ apiGroups: [''], resources: [pods] }]", "rules[0].verbs: Required value: verbs must contain at least one value")]
    [InlineData("kind: HorizontalPodAutoscaler\napiVersion: autoscaling/v2\nspec: { scaleTargetRef: { kind: Deployment, name: d }, maxReplicas: 1, minReplicas: 2 }", "spec.maxReplicas: Invalid value: 1: must be greater than or equal to `minReplicas`")]
    [InlineData("kind: StorageClass\napiVersion: storage.k8s.io/v1", "provisioner: Required value")]
    [InlineData("kind: PersistentVolume\napiVersion: v1\nspec: { accessModes: [ReadWriteOnce], capacity: { storage: 1Gi } }", "spec: Required value: must specify a volume type")]
    [InlineData("kind: Ingress\napiVersion: networking.k8s.io/v1\nspec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: a } } }] } }] }", "spec.rules[0].http.paths[0].backend: Required value: port name or number is required")]
    [InlineData("kind: Service\napiVersion: v1\nspec: { type: NodePort, clusterIP: None, ports: [{ port: 80 }] }", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services")]
    [InlineData("kind: Service\napiVersion: v1\nspec: { type: LoadBalancer, clusterIPs: [None], ports: [{ port: 80 }] }", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for LoadBalancer services")]
    [InlineData("kind: Service\napiVersion: v1\nspec: { ports: [{ port: 80, targetPort: HTTP }] }", "spec.ports[0].targetPort: Invalid value: \"HTTP\": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")]
    public void Other_kinds_have_their_rules(string yaml, string message)
    {
        var item = TestYaml.Object(yaml + "\nmetadata: { name: x }");
        var type = ResourceCatalog.Find((string)item["apiVersion"]!, (string)item["kind"]!)!;

        var failure = Assert.Throws<ApiFailure>(() => ObjectValidation.Require(type, item, null));

        Assert.Equal(422, failure.Code);
        Assert.EndsWith("\"x\" is invalid: " + message, failure.Message);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var failure = Refuse("kind: Deployment\napiVersion: apps/v1\nmetadata: { name: D }\nspec: { template: { spec: { containers: [{ name: a }] } } }");

        Assert.Equal(["metadata.name", "spec.selector", "spec.template.spec.containers[0].image"], failure.Causes.Select(cause => cause.Field));
        Assert.Equal(["FieldValueInvalid", "FieldValueRequired", "FieldValueRequired"], failure.Causes.Select(cause => cause.Reason));
    }

    private static void AssertRefused(string yaml, string message)
    {
        var failure = Refuse(yaml);
        Assert.Equal((422, "Invalid"), (failure.Code, failure.Reason));
        Assert.Equal(message, failure.Message);
    }

    private static ApiFailure Refuse(string yaml)
    {
        var item = TestYaml.Object(yaml);
        var type = ResourceCatalog.Find((string)item["apiVersion"]!, (string)item["kind"]!)!;
        return Assert.Throws<ApiFailure>(() => ObjectValidation.Require(type, item, null));
    }
}
