namespace KubeFate.Helm.Failures;

/// <summary>The API server, repository or registry does not know the account or does not let it.</summary>
internal static class AccessFailures
{
    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.Forbidden, @"forbidden: User ""(?<user>[^""]*)"" cannot (?<verb>\S+) resource ""(?<what>[^""]*)"" in API group ""(?<group>[^""]*)"" in the namespace ""(?<ns>[^""]*)""", (found, _) =>
            $"the account {found.Groups["user"]} may not {found.Groups["verb"]} {found.Groups["what"]} in namespace {found.Groups["ns"]}: have it granted by a role (kubectl auth can-i --list shows what it may do)"),
        new(HelmFailure.Forbidden, @"forbidden: User ""(?<user>[^""]*)"" cannot (?<says>[^\n]+)", (found, _) =>
            $"the account {found.Groups["user"]} may not {found.Groups["says"]}: have it granted by a role"),
        new(HelmFailure.Forbidden, "(is forbidden|: forbidden|403 Forbidden|status 403)(: (?<says>[^\n]+))?", (found, _) =>
            $"it is forbidden{(found.Groups["says"].Success ? $": {found.Groups["says"]}" : ": check the account's rights")}"),
        // What is left of a 403 when helm asks for the server's version.
        new(HelmFailure.Forbidden, "unreachable: unknown$", "the account may not even ask the Kubernetes server for its version: check the credentials of the kubeconfig"),
        new(HelmFailure.Forbidden, "asked for the client to provide credentials|Unauthorized|authentication required|invalid bearer token|basic credential not found|status 401", (_, call) =>
            call.Release is null
                ? $"{call.Chart} wants a user name and password, or does not take those given"
                : "the Kubernetes cluster does not accept the credentials of the kubeconfig: renew them"),
    ];
}
