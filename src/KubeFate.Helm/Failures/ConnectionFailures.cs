namespace KubeFate.Helm.Failures;

/// <summary>No sound answer in time, or from nobody we meant to ask; and hooks, which helm waits for.</summary>
internal static class ConnectionFailures
{
    private const string Hook = "(pre|post)-(install|upgrade|rollback|delete)";

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.Timeout,
            Hook + @"(.|\n)*(timed out waiting|context deadline exceeded)",
            "a hook of the chart did not end in time: look at its job's pods, or give it longer"),
        new(HelmFailure.Other, $@"(failed )?(?<hook>{Hook})( hooks failed)?: (?<says>(.|\n)+)", "the chart's {hook} hook failed: {says}"),
        new(HelmFailure.Unreachable,
            """context "(?<name>[^"]*)" does not exist""",
            "the kubeconfig has no context {name}: kubectl config get-contexts lists them"),
        new(HelmFailure.Unreachable,
            "unreachable: (stat|open) (?<file>[^:]+): no such file",
            "there is no kubeconfig {file}: name the right file"),
        new(HelmFailure.Unreachable,
            "invalid configuration|error loading config file",
            "the kubeconfig cannot be used: check it with kubectl version"),
        new(HelmFailure.Other,
            """error validating data: failed to download openapi|error validating "": error validating data: the server could not""",
            "the Kubernetes server offers no API description that this helm can read: use helm 4, or switch the check off (DisableOpenApiValidation)"),
        new(HelmFailure.Timeout,
            "context deadline exceeded|timed out waiting|Timeout: |i/o timeout|TLS handshake timeout|Client.Timeout",
            "{server} did not answer in time: try again; is it overloaded?"),
        new(HelmFailure.Unreachable,
            "could not find the requested resource|unable to parse the server version",
            "the server of the kubeconfig answers, but not as a Kubernetes API server does: check its address"),
        new(HelmFailure.Unreachable, @"x509: (?<says>[^\n]+)", "the server's certificate is not trusted: {says}"),
        new(HelmFailure.Unreachable,
            @"lookup (?<host>\S+)( on \S+)?: no such host",
            "{server} at {host} cannot be reached (no such host): is the address right?"),
        new(HelmFailure.Unreachable,
            @"dial tcp (?<address>\S+): (connect: )?(?<says>[^\n]+)",
            "{server} at {address} cannot be reached ({says}): does it run, and is the address right?"),
        new(HelmFailure.Unreachable, @"unreachable: (?<says>[^\n]+)", "the Kubernetes cluster cannot be reached: {says}"),
        new(HelmFailure.Unreachable,
            "currently unable to handle|too many requests|connection re(fused|set)|unexpected EOF|: EOF$|gave HTTP response to HTTPS"
            + "|not a valid chart repository|no route to host|etcdserver: (request timed out|leader changed)|error on the server",
            "{server} gives no sound answer: try again, and check the address if it stays so"),
    ];
}
