namespace KubeFate.Helm.Failures;

/// <summary>No sound answer in time, or from nobody we meant to ask.</summary>
internal static class ConnectionFailures
{
    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.Timeout, "(pre|post)-(install|upgrade|rollback|delete)(.|\\n)*(timed out waiting|context deadline exceeded)", "a hook of the chart did not end in time: look at its job's pods, or give it longer"),
        new(HelmFailure.Other, "failed (?<hook>(pre|post)-(install|upgrade|rollback|delete)): (?<says>(.|\n)+)|(?<hook>(pre|post)-(install|upgrade|rollback|delete)) hooks failed: (?<says>(.|\n)+)", (found, _) =>
            $"the chart's {found.Groups["hook"]} hook failed: {found.Groups["says"].Value.ReplaceLineEndings(" ")}"),
        new(HelmFailure.Unreachable, @"context ""(?<name>[^""]*)"" does not exist", (found, _) => $"the kubeconfig has no context {found.Groups["name"]}: kubectl config get-contexts lists them"),
        new(HelmFailure.Unreachable, @"unreachable: (stat|open) (?<file>[^:]+): no such file", (found, _) => $"there is no kubeconfig {found.Groups["file"]}: name the right file"),
        new(HelmFailure.Unreachable, "invalid configuration|error loading config file|couldn't get version/kind|unmarshal.*config", "the kubeconfig cannot be used: check it with kubectl version"),
        new(HelmFailure.Other, @"error validating data: failed to download openapi|error validating """": error validating data: the server could not", "the Kubernetes server offers no API description that this helm can read: use helm 4, or switch the check off (DisableOpenApiValidation)"),
        new(HelmFailure.Timeout, "context deadline exceeded|timed out waiting|Timeout: |i/o timeout|TLS handshake timeout|Client.Timeout", (_, call) => $"{Other(call.Release is null)} did not answer in time: try again; is it overloaded?"),
        new(HelmFailure.Unreachable, "unable to parse the server version", "the server of the kubeconfig answers, but not as a Kubernetes API server does: check its address"),
        new(HelmFailure.Unreachable, "could not find the requested resource", "the server of the kubeconfig answers, but not as a Kubernetes API server does (404): check its address"),
        new(HelmFailure.Unreachable, @"x509: (?<says>[^\n]+)", (found, _) => $"the server's certificate is not trusted: {found.Groups["says"]}"),
        new(HelmFailure.Unreachable, @"dial tcp (?<address>\S+): (connect: )?(?<says>[^\n]+)|lookup (?<address>\S+)[^\n]*: (?<says>no such host)", (found, call) =>
            $"{Other(call.Release is null)} at {found.Groups["address"].Value.TrimEnd(':')} cannot be reached ({found.Groups["says"]}): does it run, and is the address right?"),
        new(HelmFailure.Unreachable, "unreachable: (?<says>[^\n]+)", (found, _) => $"the Kubernetes cluster cannot be reached: {found.Groups["says"]}"),
        new(HelmFailure.Unreachable, "currently unable to handle|too many requests|connection re(fused|set)|unexpected EOF|: EOF$|gave HTTP response to HTTPS|not a valid chart repository|no route to host|etcdserver: (request timed out|leader changed)", (_, call) =>
            $"{Other(call.Release is null)} gives no sound answer: try again, and check the address if it stays so"),
    ];

    private static string Other(bool isRepository) => isRepository ? "the chart repository" : "the Kubernetes API server";
}
