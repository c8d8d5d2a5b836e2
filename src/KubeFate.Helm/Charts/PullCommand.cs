using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;
using KubeFate.Yaml;

namespace KubeFate.Helm.Charts;

/// <summary><c>helm pull</c>, in a folder of the run's own, so that the archive is known by being the only one there.</summary>
internal sealed partial class PullCommand(HelmRunner runner, TimeProvider time)
{
    /// <summary>The first that takes options for the connection to a registry.</summary>
    private static readonly HelmVersion FirstWithRegistryOptions = new(3, 13, 0);

    private readonly RepositoryIndexes indexes = new(runner.Work, time);

    public async Task<string> RunAsync(PullRequest request, CancellationToken cancellationToken)
    {
        using var run = runner.Work.NewRun();
        if (request.Chart.StartsWith("oci://", StringComparison.Ordinal))
            return await PullAsync(request, run, request.Chart, await RegistryAsync(request, run, cancellationToken), cancellationToken);

        var options = await RepositoryAsync(request, run, cancellationToken);
        var chart = $"{request.RepositoryName}/{request.Chart}";
        if (!indexes.TryCopy(request, IndexFile(request, run)))
        {
            await FetchIndexAsync(request, run, options, cancellationToken);
            return await PullAsync(request, run, chart, options, cancellationToken);
        }

        try
        {
            return await PullAsync(request, run, chart, options, cancellationToken);
        }
        catch (HelmException missing) when (missing.Code == HelmFailure.ChartMissing)
        {
            // The chart may be newer than the index that was kept.
            await FetchIndexAsync(request, run, options, cancellationToken);
            return await PullAsync(request, run, chart, options, cancellationToken);
        }
    }

    private async Task<string> PullAsync(PullRequest request, RunFolder run, string chart, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        string[] version = request.Version is null ? [] : ["--version", request.Version];
        var landing = Path.Combine(run.Path, "archive");
        Directory.CreateDirectory(landing);
        await runner.RunAsync(Call("pull", request, [.. options, .. version, "--destination", landing], [chart]), cancellationToken);
        return Deliver(Directory.GetFiles(landing, "*.tgz").Single(), request.Destination);
    }

    /// <summary>Registry credentials in the form of Docker's config.json, which helm reads too.</summary>
    private async Task<List<string>> RegistryAsync(PullRequest request, RunFolder run, CancellationToken cancellationToken)
    {
        var options = new List<string>();
        if (request.PlainHttp) options.Add(await RegistryOptionAsync("--plain-http", "speak plain HTTP with a registry", cancellationToken));
        if (request.CaFile is not null) options.AddRange([await RegistryOptionAsync("--ca-file", "trust a certificate authority of your own for a registry", cancellationToken), request.CaFile]);
        if (request.Credentials is not { } user) return options;

        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.UserName}:{user.Password}"));
        var config = new JsonObject { ["auths"] = new JsonObject { [RegistryKey(request.Chart)] = new JsonObject { ["auth"] = secret } } };
        return [.. options, "--registry-config", await run.WriteAsync("registry.json", YamlSafeJson.Write(config), cancellationToken)];
    }

    /// <summary>
    /// Under which helm looks up credentials. Docker Hub's are found under the address that the Hub had at first and nowhere else (seen with
    /// helm 3.9.4, 4.1.4 and 4.2.3).
    /// </summary>
    private static string RegistryKey(string chart)
    {
        var authority = new Uri(chart).Authority;
        return authority is "docker.io" or "registry-1.docker.io" ? "https://index.docker.io/v1/" : authority;
    }

    /// <summary>A repositories.yaml with this one repository. The simpler <c>--repo</c> takes credentials only as arguments.</summary>
    private static async Task<List<string>> RepositoryAsync(PullRequest request, RunFolder run, CancellationToken cancellationToken)
    {
        if (request.Repository is null)
            throw new HelmException(HelmFailure.ChartMissing, $"{request.Chart} is neither an oci:// reference nor given with a repository's URL");

        var repository = new JsonObject { ["name"] = request.RepositoryName, ["url"] = request.Repository.ToString() };
        if (request.Credentials is { } user) (repository["username"], repository["password"]) = (user.UserName, user.Password);
        if (request.CaFile is not null) repository["caFile"] = request.CaFile;
        var config = new JsonObject { ["apiVersion"] = "", ["repositories"] = new JsonArray(repository) };
        return
        [
            "--repository-config", await run.WriteAsync("repositories.yaml", YamlSafeJson.Write(config), cancellationToken),
            "--repository-cache", IndexFolder(run),
        ];
    }

    /// <summary>Helm 3 ends well even if the repository did not answer, and both versions tell the cause on stdout.</summary>
    private async Task FetchIndexAsync(PullRequest request, RunFolder run, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var call = Call("repo update", request, options, []);
        var result = await runner.TryAsync(call, cancellationToken);
        if (NoUpdate().Match(result.Output) is { Success: true } cause)
            throw FailureRules.Explain(call, result with { Error = "Error: " + cause.Groups["cause"].Value });
        if (result.ExitCode != 0) throw FailureRules.Explain(call, result);
        indexes.Keep(request, IndexFile(request, run));
    }

    private static string IndexFolder(RunFolder run) => Path.Combine(run.Path, "index");

    private static string IndexFile(PullRequest request, RunFolder run) => Path.Combine(IndexFolder(run), request.RepositoryName + "-index.yaml");

    private async Task<string> RegistryOptionAsync(string option, string purpose, CancellationToken cancellationToken)
    {
        var version = await runner.GetVersionAsync(cancellationToken);
        return version.IsAtLeast(FirstWithRegistryOptions)
            ? option
            : throw new HelmException(HelmFailure.HelmTooOld, $"helm {version} cannot {purpose}: use helm {FirstWithRegistryOptions} or newer");
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
