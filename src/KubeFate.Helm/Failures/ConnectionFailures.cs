namespace KubeFate.Helm.Failures;

/// <summary>
/// No sound answer in time, or from nobody we meant to ask; and hooks, which helm waits for. What an outage looks like is transient; a wrong address, a
/// certificate that is not trusted and a kubeconfig that cannot be used are not.
/// </summary>
internal static class ConnectionFailures
{
    private const string Hook = "(pre|post)-(install|upgrade|rollback|delete)";
    private const string Late = "context deadline exceeded|Timeout: |i/o timeout|TLS handshake timeout|Client.Timeout";
    private const string Dial = @"dial tcp (?<address>\S+): (connect: )?(?<says>[^\n;]+)";
    private const string Unsound = "currently unable to handle|too many requests|connection re(fused|set)|broken pipe|unexpected EOF|: EOF$|http2: client connection lost|http2: server sent GOAWAY"
        + @"|no route to host|network is unreachable|server misbehaving|etcdserver: (request timed out|leader changed|no leader)|apiserver is shutting down|error on the server"
        + @"|client rate limiter Wait returned an error";

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.Unreachable, Hook + @"(.|\n)*(dial tcp |connection re(fused|set)|unexpected EOF|currently unable to handle)(?<says>[^\n]*)", "the Kubernetes API server was lost while helm waited for a hook of the chart: try again")
        {
            IsTransient = true,
        },
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
        // The server answers and has none; one that is away just now is told by the rules below.
        new(HelmFailure.Other,
            """failed to download openapi: (the server could not find the requested resource|unknown$)|error validating "": error validating data: the server could not""",
            "the Kubernetes server offers no API description that this helm can read: use helm 4 (FATECLOUD_HELM names the program)"),
        new(HelmFailure.Timeout, Late + "|timed out waiting", "{server} did not answer in time: try again; is it overloaded?") { IsTransient = true },
        new(HelmFailure.Unreachable,
            "could not find the requested resource|unable to parse the server version",
            "the server of the kubeconfig answers, but not as a Kubernetes API server does: check its address"),
        new(HelmFailure.Unreachable, "gave HTTP response to HTTPS|not a valid chart repository", "{server} gives no sound answer: try again, and check the address if it stays so"),
        new(HelmFailure.Unreachable, @"x509: (?<says>[^\n]+)", "the server's certificate is not trusted: {says}"),
        new(HelmFailure.Unreachable,
            @"lookup (?<host>\S+)( on \S+)?: no such host",
            "{server} at {host} cannot be reached (no such host): is the address right?"),
        new(HelmFailure.Unreachable, Dial, "{server} at {address} cannot be reached ({says}): does it run, and is the address right?") { IsTransient = true },
        new(HelmFailure.Unreachable, @"unreachable: (?<says>[^\n]+)", "the Kubernetes cluster cannot be reached: {says}") { IsTransient = true },
        new(HelmFailure.Unreachable, Unsound, "{server} gives no sound answer: try again, and check the address if it stays so") { IsTransient = true },
        new(HelmFailure.Unreachable, @"failed to download openapi: (?<says>[^\n;]+)", "helm could not read the Kubernetes server's API description: {says}; try again") { IsTransient = true },
    ];
}
