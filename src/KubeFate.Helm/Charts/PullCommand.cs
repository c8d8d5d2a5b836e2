using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Charts;

/// <summary><c>helm pull</c>, in a folder of the run's own, so that the archive is known by being the only one there.</summary>
internal sealed partial class PullCommand(HelmRunner runner)
{
    private static readonly HelmVersion FirstWithPlainHttp = new(3, 13, 0);

    public async Task<string> RunAsync(PullRequest request, CancellationToken cancellationToken)
    {
        using var run = runner.Work.NewRun();
        var isReference = request.Chart.StartsWith("oci://", StringComparison.Ordinal);
        var (chart, options) = isReference
            ? (request.Chart, await RegistryAsync(request, run, cancellationToken))
            : ("pull/" + request.Chart, await RepositoryAsync(request, run, cancellationToken));
        if (request.Version is not null) options.AddRange(["--version", request.Version]);
        if (request.PlainHttp) options.Add(await PlainHttpAsync(cancellationToken));

        var landing = Path.Combine(run.Path, "archive");
        Directory.CreateDirectory(landing);
        await runner.RunAsync(Call("pull", request, [.. options, "--destination", landing], [chart]), cancellationToken);
        return Deliver(Directory.GetFiles(landing, "*.tgz").Single(), request.Destination);
    }

    /// <summary>Registry credentials in the form of Docker's config.json, which helm reads too.</summary>
    private static async Task<List<string>> RegistryAsync(PullRequest request, RunFolder run, CancellationToken cancellationToken)
    {
        if (request.Credentials is not { } user) return [];
        var authority = new Uri(request.Chart).Authority;
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.UserName}:{user.Password}"));
        var config = new JsonObject { ["auths"] = new JsonObject { [authority] = new JsonObject { ["auth"] = secret } } };
        return ["--registry-config", await run.WriteAsync("registry.json", config.ToJsonString(), cancellationToken)];
    }

    /// <summary>A repositories.yaml with this one repository. The simpler <c>--repo</c> takes credentials only as arguments.</summary>
    private async Task<List<string>> RepositoryAsync(PullRequest request, RunFolder run, CancellationToken cancellationToken)
    {
        if (request.Repository is null)
            throw new HelmException(HelmFailure.ChartMissing, $"{request.Chart} is neither an oci:// reference nor given with a repository's URL");

        var repository = new JsonObject { ["name"] = "pull", ["url"] = request.Repository.ToString() };
        if (request.Credentials is { } user) (repository["username"], repository["password"]) = (user.UserName, user.Password);
        var config = new JsonObject { ["apiVersion"] = "", ["repositories"] = new JsonArray(repository) };
        List<string> options =
        [
            "--repository-config", await run.WriteAsync("repositories.yaml", config.ToJsonString(), cancellationToken),
            "--repository-cache", Path.Combine(run.Path, "index"),
        ];
        await FetchIndexAsync(Call("repo update", request, options, []), cancellationToken);
        return options;
    }

    /// <summary>Helm 3 ends well even if the repository did not answer, and both versions tell the cause on stdout.</summary>
    private async Task FetchIndexAsync(HelmCall call, CancellationToken cancellationToken)
    {
        var result = await runner.TryAsync(call, cancellationToken);
        if (NoUpdate().Match(result.Output) is { Success: true } cause)
            throw FailureRules.Explain(call, result with { Error = "Error: " + cause.Groups["cause"].Value });
        if (result.ExitCode != 0) throw FailureRules.Explain(call, result);
    }

    private async Task<string> PlainHttpAsync(CancellationToken cancellationToken)
    {
        var version = await runner.GetVersionAsync(cancellationToken);
        return version.IsAtLeast(FirstWithPlainHttp)
            ? "--plain-http"
            : throw new HelmException(
                HelmFailure.HelmTooOld, $"helm {version} cannot speak plain HTTP with a registry: use helm {FirstWithPlainHttp} or newer");
    }

    private static string Deliver(string archive, string destination)
    {
        Directory.CreateDirectory(destination);
        var target = Path.Combine(Path.GetFullPath(destination), Path.GetFileName(archive));
        File.Move(archive, target, overwrite: true);
        return target;
    }

    private static HelmCall Call(string verb, PullRequest request, IReadOnlyList<string> options, IReadOnlyList<string> operands)
    {
        var named = request.Repository is null ? request.Chart : $"{request.Chart} in {request.Repository}";
        var chart = request.Version is null ? named : $"{named} {request.Version}";
        return new HelmCall { Verb = verb, Chart = chart, Options = options, Operands = operands };
    }

    [GeneratedRegex(@"Unable to get an update from [^\n]*:\s+(?<cause>[^\n]+)", RegexOptions.CultureInvariant)]
    private static partial Regex NoUpdate();
}
