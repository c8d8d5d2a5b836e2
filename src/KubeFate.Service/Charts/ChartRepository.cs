using KubeFate.Client.Charts;
using KubeFate.Helm;
using KubeFate.Service.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Charts;

/// <summary>The chart repository or OCI registry of <c>FATECLOUD_REPO_URL</c>. What comes from it is inspected as an upload is.</summary>
internal sealed class ChartRepository(ServiceOptions options, HelmClient helm, TimeProvider time, ILogger<ChartRepository> logger)
{
    // No pull lasts so long: what is older was left by a service that died.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public bool IsSet => options.Repository.Url is not null;

    /// <summary>Pulls a chart and removes what was pulled from the disk. Throws with what could not be reached and what to do without it.</summary>
    public async Task<StoredChart> PullAsync(string name, string version, CancellationToken cancellationToken)
    {
        var landing = NewFolder();
        try
        {
            var path = await helm.PullAsync(Request(name, version, landing.FullName), cancellationToken);
            var chart = await ReadAsync(path, cancellationToken);
            if (chart.Name != name || chart.Version != version)
                throw new HelmException(HelmFailure.ChartInvalid, $"what came as {name} {version} is {chart.Name} {chart.Version}");
            ChartLog.Pulled(logger, name, version, options.Repository.ToString());
            return chart;
        }
        catch (HelmException failure)
        {
            throw Explain(name, version, failure);
        }
        finally
        {
            landing.Delete(recursive: true);
        }
    }

    private DirectoryInfo NewFolder()
    {
        var pulls = Directory.CreateDirectory(Path.Combine(options.DataFolder, "pulls"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var old in pulls.EnumerateDirectories().Where(folder => folder.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - Abandoned))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another pull removed it first.
            }
        }

        return Directory.CreateDirectory(Path.Combine(pulls.FullName, Guid.NewGuid().ToString("N")), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private PullRequest Request(string name, string version, string destination)
    {
        var repository = options.Repository;
        var isRegistry = repository.Url!.Scheme == RepositoryOptions.Registry;
        return new PullRequest
        {
            Chart = isRegistry ? $"{repository.Url.ToString().TrimEnd('/')}/{name}" : name,
            Repository = isRegistry ? null : repository.Url,
            RepositoryName = repository.Name,
            Version = version,
            Destination = destination,
            Credentials = repository.UserName is null ? null : new PullCredentials(repository.UserName, repository.Password ?? ""),
            CaFile = repository.CaFile,
            PlainHttp = isRegistry && repository.PlainHttp,
        };
    }

    private static async Task<StoredChart> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > ChartArchive.SizeLimit)
            throw new HelmException(HelmFailure.ChartTooLarge, $"the chart is larger than {ChartArchive.SizeLimit / 1024 / 1024} MiB");
        return ChartDraft.Of(await File.ReadAllBytesAsync(path, cancellationToken), ChartSource.Pulled, "what was pulled");
    }

    private ServiceException Explain(string name, string version, HelmException failure)
    {
        var status = failure.Code == HelmFailure.ChartMissing ? 404 : 502;
        return new ServiceException(FailureCodes.Of(failure.Code),
            $"the chart {name} {version} is not in the catalogue, and could not be pulled from {options.Repository}: {failure.Message}. {ChartAdvice.Instead(name, version)}without the repository: kubefate chart upload -f {name}-{version}.tgz", status, failure)
        {
            Detail = failure.Detail,
        };
    }
}
