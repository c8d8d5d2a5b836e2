namespace KubeFate.Helm.Failures;

/// <summary>The API server, repository or registry does not know the account or does not let it.</summary>
internal static class AccessFailures
{
    private const string User = """forbidden: User "(?<user>[^"]*)" cannot """;

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.Forbidden,
            User + @"(?<verb>\S+) resource ""(?<what>[^""]*)"" in API group ""[^""]*"" in the namespace ""(?<ns>[^""]*)""",
            "the account {user} may not {verb} {what} in namespace {ns}: "
            + "have it granted by a role (kubectl auth can-i --list shows what it may do)"),
        new(HelmFailure.Forbidden, User + @"(?<says>[^\n]+)", "the account {user} may not {says}: have it granted by a role"),
        new(HelmFailure.Forbidden, @"is forbidden: (?<says>[^\n]+)", "it is forbidden: {says}"),
        new(HelmFailure.Forbidden, "is forbidden|: forbidden|403 Forbidden|status 403", "it is forbidden: check the account's rights"),
        // What is left of a 403 when helm asks for the server's version.
        new(HelmFailure.Forbidden,
            "unreachable: unknown$",
            "the account may not even ask the Kubernetes server for its version: check the credentials of the kubeconfig"),
        new(HelmFailure.Forbidden,
            "asked for the client to provide credentials|invalid bearer token",
            "the Kubernetes cluster does not accept the credentials of the kubeconfig: renew them"),
        new(HelmFailure.Forbidden,
            "401 Unauthorized|authentication required|basic credential not found|status 401",
            "{chart} wants a user name and password, or does not take those given"),
        new(HelmFailure.Forbidden, "Unauthorized", "{server} does not accept the credentials: renew them"),
    ];
}
