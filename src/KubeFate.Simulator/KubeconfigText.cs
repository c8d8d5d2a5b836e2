namespace KubeFate.Simulator;

internal static class KubeconfigText
{
    /// <summary>The administrator's token. It is no secret: whoever reaches the loopback port without one is the administrator too.</summary>
    public const string Token = "simulated";

    public static string Of(Uri address) =>
        $"""
        apiVersion: v1
        kind: Config
        # A simulated Kubernetes: no containers run there.
        clusters:
        - name: kubefate-simulator
          cluster:
            server: {address.GetLeftPart(UriPartial.Authority)}
        users:
        - name: kubefate-simulator
          user:
            # Not asked for over plain HTTP; the C# client wants to see one.
            token: {Token}
        contexts:
        - name: kubefate-simulator
          context:
            cluster: kubefate-simulator
            user: kubefate-simulator
            namespace: default
        current-context: kubefate-simulator

        """;

    /// <summary>As a user who signs in with a token. kubectl and helm send one over TLS only.</summary>
    public static string OfAccount(Uri address, string certificate, string token, string ns) =>
        $"""
        apiVersion: v1
        kind: Config
        # A simulated Kubernetes: no containers run there.
        clusters:
        - name: kubefate-simulator
          cluster:
            server: https://{address.Authority}
            certificate-authority-data: {certificate}
        users:
        - name: service-account
          user:
            token: {token}
        contexts:
        - name: kubefate-simulator
          context:
            cluster: kubefate-simulator
            user: service-account
            namespace: {ns}
        current-context: kubefate-simulator

        """;
}
