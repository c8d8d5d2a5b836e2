namespace KubeFate.Client.Support;

/// <summary><c>/v1/supportbundle</c>.</summary>
public sealed class SupportClient
{
    private readonly ServiceTransport transport;

    internal SupportClient(ServiceTransport transport) => this.transport = transport;

    /// <summary>
    /// Writes what the service knows, secrets masked, as a zip archive: versions, its own log, and of the named clusters (none: all) spec,
    /// jobs with events, pods, Kubernetes events, logs and helm history.
    /// </summary>
    public async Task DownloadAsync(IReadOnlyList<string> clusterUuids, Stream destination, CancellationToken cancellationToken)
    {
        var path = new QueryText("v1/supportbundle");
        foreach (var uuid in clusterUuids) path.Add("cluster", uuid);
        using var response = await transport.OpenAsync(Call.Get(path.ToString()), cancellationToken);
        try
        {
            await response.Content.CopyToAsync(destination, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw FailedAnswer.Unreachable(response.RequestMessage!.RequestUri!, failure);
        }
    }
}
