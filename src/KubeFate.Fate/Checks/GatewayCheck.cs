using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>
/// What a gateway's section promises and the release's gateway cannot keep: TLS, polling, a balancer in front. The chart refuses the same.
/// </summary>
internal sealed class GatewayCheck(CheckContext context, FateRelease release)
{
    private const string Balancer = "lbrollsite";

    public void Check()
    {
        if (release.Gateway is not { } gateway || context.IsSkipped(gateway) || context.File[gateway] is not YamlMap section) return;
        if (IsTrue(section["enableTLS"])) CheckTls(gateway, section);
        if (section["polling"] is YamlMap polling && IsTrue(polling["enabled"])) CheckPolling(gateway, polling);
        if (context.Modules.Contains(Balancer) && section.Find("type") is { Value: YamlScalar { Text: "NodePort" or "LoadBalancer" } } type)
            Report($"{gateway}.type", "type", () => context.Warning($"{gateway}.type", type,
                $"with {Balancer} other parties come in through the balancer; write type and nodePort under {Balancer}"));
    }

    private void CheckTls(string gateway, YamlMap section)
    {
        var path = $"{gateway}.enableTLS";
        var tls = section["enableTLS"]!;
        if (release.Modules.GetValueOrDefault(gateway)?.TlsPort is null)
            Error(path, tls, $"{context.ReleaseName} has no TLS of its own between parties; leave the key out, and encrypt outside, by a VPN or a TLS proxy on both sides");
        else if (IsEmpty(section["tlsSecret"]))
            Error(path, tls, $"{gateway}.tlsSecret is missing: the name of a Secret in the namespace with tls.crt, tls.key (PKCS#8) and ca.crt. "
                + $"Of the original's eggroll-certs this takes key and authority, and one new certificate: {FromOriginal(gateway)}");
        else if (context.Modules.Contains(Balancer))
            Error(path, tls, $"{Balancer} would hand the calls on in plain text; leave out one of the two");
    }

    /// <summary>
    /// The original's Secret has a certificate for servers and one for clients (KubeFATE@v1.11.2 docs/Eggroll_with_TLS.md); ours is both at once.
    /// </summary>
    private string FromOriginal(string gateway)
    {
        var space = (context.File["namespace"] as YamlScalar)?.Text ?? "NAMESPACE";
        var read = $"kubectl -n {space} get secret eggroll-certs -o go-template='{{{{index .data \"FILE\" | base64decode}}}}'";
        return $"{read.Replace("FILE", "server.key", StringComparison.Ordinal)} > tls.key; {read.Replace("FILE", "ca.pem", StringComparison.Ordinal)} > ca.crt; "
            + "openssl req -new -key tls.key -subj \"/CN=our party\" -out tls.csr; "
            + "printf \"subjectAltName=DNS:OUR-ADDRESS\\nextendedKeyUsage=serverAuth,clientAuth\\n\" > tls.ext; "
            + "openssl x509 -req -in tls.csr -CA ca.crt -CAkey private/ca.key.pem -CAcreateserial -days 730 -extfile tls.ext -out tls.crt; "
            + $"kubectl -n {space} create secret generic {gateway}-tls --from-file=tls.crt --from-file=tls.key --from-file=ca.crt";
    }

    private void CheckPolling(string gateway, YamlMap polling)
    {
        var path = $"{gateway}.polling";
        var type = (polling["type"] as YamlScalar)?.Text ?? "";
        if (release.Generation > 1)
            Error(path, polling, $"{gateway} cannot poll; open its port to the other parties, or name an exchange under {gateway}.exchange");
        else if (type.Length == 0)
            Error(path, polling, "type is missing: client for a party that cannot be reached from outside, server for the one that it asks");
        else if (type == "client" && IsEmpty((polling["server"] as YamlMap)?["ip"]))
            Error(path, polling, "server is missing: ip and port of the gateway that this polling client asks");
        else if (type == "server" && polling["clientList"] is not YamlList { Items.Count: > 0 })
            Error(path, polling, "clientList is missing: the parties (partID) that ask this server");
    }

    private void Error(string path, YamlNode at, string message) => Report(path, path[(path.LastIndexOf('.') + 1)..], () => context.Error(path, at, message));

    private void Report(string path, string key, Action report)
    {
        if (!context.IsSkipped(key, path)) report();
    }

    private static bool IsEmpty(YamlNode? node) => node is null or YamlScalar { Value.IsNull: true } or YamlScalar { Text: "" };

    private static bool IsTrue(YamlNode? node) => node is YamlScalar { Value: { Kind: ScalarKind.Boolean, Boolean: true } };
}
