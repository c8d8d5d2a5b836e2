namespace KubeFate.Simulator;

internal static class KubeconfigText
{
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
            # Not asked for; the C# client wants to see one.
            token: simulated
        contexts:
        - name: kubefate-simulator
          context:
            cluster: kubefate-simulator
            user: kubefate-simulator
            namespace: default
        current-context: kubefate-simulator

        """;
}
