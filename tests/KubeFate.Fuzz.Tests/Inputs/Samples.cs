using System.Text;

namespace KubeFate.Fuzz.Tests.Inputs;

/// <summary>Right inputs, to be made wrong.</summary>
internal static class Samples
{
    public const string Chart = "apiVersion: v2\nname: demo\nversion: 1.0.0\nappVersion: \"8\"\ndescription: a chart\nkeywords: [a, b]\nmaintainers:\n- name: x\n  email: x@y.z\n";

    public static string[] Clusters { get; } =
    [
        "name: fate-9999\nnamespace: fate-9999\nchartName: fate\nchartVersion: v2.0.0\npartyId: 9999\nregistry: \"\"\npersistence: true\nmodules:\n- mysql\n- python\n- client\nrollsite:\n  type: NodePort\n  nodePort: 30091\n  partyList:\n  - partyId: 10000\n    partyIp: 192.168.0.1\n    partyPort: 30101\n",
        "name: s\nnamespace: s\nchartName: fate-serving\nchartVersion: v2.1.6\nmodules: [servingProxy, servingServer]\ningress: &i { servingProxy: { hosts: [ { name: a.b, path: / } ] } }\nother: *i\nservingServer: { type: NodePort, nodePort: 30095, fateflow: { ip: 1.2.3.4, port: 30097 } }\n",
        "{\"name\":\"demo\",\"namespace\":\"demo\",\"chartName\":\"demo\",\"chartVersion\":\"v0.1.0\",\"mysql\":{\"password\":\"x\"}}",
        "skippedKeys:\n- route_table\ncomputing: Spark\nfederation: Pulsar\nstorage: HDFS\nspark: { worker: { replicas: 2, resources: { requests: { cpu: \"1\", memory: 2Gi } } } }\nname: a\n",
    ];

    public const string Manifests = "---\n# Source: demo/templates/x.yaml\napiVersion: v1\nkind: Secret\nmetadata: { name: s }\ntype: Opaque\ndata:\n  password: cGFzcw==\nstringData:\n  a: |\n    b\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - &c { name: web, image: nginx:1.25 }\n      - *c\n      volumes: [ { image: { reference: a/b:c } } ]\n---\nkind: List\nitems: [ { kind: Secret, data: { a: b } } ]\n";

    public const string History = """[{"revision":1,"updated":"2026-01-02T03:04:05.678Z","status":"deployed","chart":"demo-1.0.0","app_version":"8","description":"Install complete"},{"revision":2,"updated":"2026-01-02T03:04:05Z","status":"failed","chart":"demo-1.0.0-rc.1","app_version":"","description":"Upgrade \"x\" failed: y"}]""";

    public const string Release = """{"name":"fate","info":{"first_deployed":"2026-01-02T03:04:05Z","last_deployed":"2026-01-02T03:04:05Z","deleted":"","description":"Install complete","status":"deployed"},"chart":{"metadata":{"name":"demo","version":"1.0.0","appVersion":"8"}},"version":1,"namespace":"ns"}""";

    public const string Kubeconfig = "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters:\n- name: k\n  cluster: { server: \"https://1.2.3.4:6443\", certificate-authority: ca.crt, insecure-skip-tls-verify: false, proxy-url: \"http://p:1\" }\ncontexts:\n- name: c\n  context: { cluster: k, user: u, namespace: n }\nusers:\n- name: u\n  user:\n    token: abc\n    exec: { apiVersion: client.authentication.k8s.io/v1, command: ./get, args: [a], env: [ { name: A, value: b } ] }\n";

    public const string Config = "log:\n  level: info\nuser:\n  username: admin\n  password: admin\nserviceurl: example.com\nsafeconnect: true\ncontexts:\n- name: a\n  serviceurl: b:8080\n  user: { token: kft_x }\ncurrent-context: a\n";

    public const string Index = "apiVersion: v1\nentries:\n  demo:\n  - apiVersion: v2\n    created: \"2026-01-02T03:04:05Z\"\n    digest: abc\n    name: demo\n    urls:\n    - demo-1.0.0.tgz\n    version: 1.0.0\n  other: [ { version: 2, urls: [ 'https://a.b/c.tgz' ] } ]\ngenerated: \"2026-01-02T03:04:05Z\"\n";

    public const string Challenge = "Bearer realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:a/b:pull\"\n{\"token\":\"abc\",\"expires_in\":300,\"access_token\":\"d\"}";

    public const string Log = "password: hunter2\nurl=mysql://fate:s3cret@mysql:3306/db?x=y token=abc\nAuthorization: Bearer eyJhbGciOi.eyJzdWIiOi.c2ln\nCREATE USER a IDENTIFIED WITH x BY 'y'; --db-password z\n  secret: |\n    line\n";

    public const string HelmError = "Error: INSTALLATION FAILED: execution error at (demo/templates/x.yaml:3:4): it needs a registry\n[ERROR] templates/: x\n==> Linting demo\n[INFO] Chart.yaml: icon is recommended\nError: UPGRADE FAILED: conflict occurred while applying object ns/a v1, Kind=Service: Apply failed with 1 conflict: conflict with \"kubectl\" using v1: .spec.replicas\n";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
