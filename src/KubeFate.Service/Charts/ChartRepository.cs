using KubeFate.Client.Charts;
using KubeFate.Helm;
using KubeFate.Service.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Charts;

/// <summary>The chart repository or OCI registry of <c>FATECLOUD_REPO_URL</c>. What comes from it is inspected as an upload is.</summary>
internal sealed class ChartRepository(ServiceOptions options, HelmClient helm, ILogger<ChartRepository> logger)
{
    public bool IsSet => options.Repository.Url is not null;

    /// <summary>How messages name it.</summary>
    public string Name => options.Repository.ToString();

    /// <summary>Pulls a chart. Throws with what could not be reached and what to do without it.</summary>
    public async Task<StoredChart> PullAsync(string name, string version, CancellationToken cancellationToken)
    {
        try
        {
            var chart = ChartDraft.Of(await helm.PullAsync(Request(name, version), cancellationToken), ChartSource.Pulled, "what was pulled");
            if (chart.Name != name || chart.Version != version)
                throw new HelmException(HelmFailure.ChartInvalid, $"what came as {name} {version} is {chart.Name} {chart.Version}");
            ChartLog.Pulled(logger, name, version, Name);
            return chart;
        }
        catch (HelmException failure)
        {
            throw Explain(name, version, failure);
        }
    }

    private PullRequest Request(string name, string version)
    {
        var repository = options.Repository;
        var isRegistry = repository.Url!.Scheme == RepositoryOptions.Registry;
        return new PullRequest
        {
            Chart = isRegistry ? $"{repository.Url.ToString().TrimEnd('/')}/{name}" : name,
            Repository = isRegistry ? null : repository.Url,
            Version = version,
            AllowedHosts = repository.AllowedHosts,
            Credentials = repository.UserName is null ? null : new PullCredentials(repository.UserName, repository.Password ?? ""),
            CaFile = repository.CaFile,
            PlainHttp = isRegistry && repository.PlainHttp,
        };
    }

    private ServiceException Explain(string name, string version, HelmException failure)
    {
        var status = failure.Code == HelmFailure.ChartMissing ? 404 : 502;
        var allow = failure.Code == HelmFailure.HostForbidden ? "Whoever runs the service can allow it with FATECLOUD_REPO_HOSTS. " : "";
        return new ServiceException(FailureCodes.Of(failure.Code),
            $"the chart {name} {version} is not in the catalogue, and could not be pulled from {Name}: {failure.Message}. {allow}{ChartAdvice.Instead(name, version)}without the repository: kubefate chart upload -f {name}-{version}.tgz", status, failure)
        {
            Detail = failure.Detail,
        };
    }
}
