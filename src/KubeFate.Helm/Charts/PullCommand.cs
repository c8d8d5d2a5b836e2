using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Helm.Processes;
using KubeFate.Yaml;

namespace KubeFate.Helm.Charts;

/// <summary>
/// <c>helm pull</c> from a registry, in a folder of the run's own, so that the archive is known by being the only one there. Its size is bounded
/// by helm's memory, in which it takes what it pulls, and by its time; where a registry leads it, helm follows.
/// </summary>
internal sealed class PullCommand(HelmRunner runner)
{
    /// <summary>The first that takes options for the connection to a registry.</summary>
    private static readonly HelmVersion FirstWithRegistryOptions = new(3, 13, 0);

    public async Task<byte[]> RunAsync(PullRequest request, CancellationToken cancellationToken)
    {
        if (!request.Chart.StartsWith("oci://", StringComparison.Ordinal))
            throw new HelmException(HelmFailure.ChartMissing, $"{request.Chart} is neither an oci:// reference nor given with a repository's URL");
        using var run = runner.Work.NewRun();
        var options = await RegistryAsync(request, run, cancellationToken);
        var landing = Path.Combine(run.Path, "archive");
        Directory.CreateDirectory(landing);
        var call = new HelmCall
        {
            Verb = "pull",
            Chart = $"{request.Chart} {request.Version}",
            Options = [.. options, "--version", request.Version, "--destination", landing],
            Operands = [request.Chart],
        };
        await runner.RunAsync(call, cancellationToken);
        if (new DirectoryInfo(landing).GetFiles("*.tgz") is not [var archive]) throw new HelmException(HelmFailure.ChartInvalid, $"helm pulled {call.Chart} and left no archive");
        if (archive.Length > ChartArchive.SizeLimit) throw new HelmException(HelmFailure.ChartTooLarge, $"the chart {call.Chart} is larger than {ChartArchive.SizeLimit / 1024 / 1024} MiB");
        return await File.ReadAllBytesAsync(archive.FullName, cancellationToken);
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

    private async Task<string> RegistryOptionAsync(string option, string purpose, CancellationToken cancellationToken)
    {
        var version = await runner.GetVersionAsync(cancellationToken);
        return version.IsAtLeast(FirstWithRegistryOptions)
            ? option
            : throw new HelmException(HelmFailure.HelmTooOld, $"helm {version} cannot {purpose}: use helm {FirstWithRegistryOptions} or newer");
    }
}
