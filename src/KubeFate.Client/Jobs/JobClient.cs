using KubeFate.Client.Wire;

namespace KubeFate.Client.Jobs;

/// <summary><c>/v1/job</c>.</summary>
public sealed class JobClient
{
    private readonly ServiceTransport transport;
    private readonly JobEventStream events;

    internal JobClient(ServiceTransport transport, TimeProvider time)
    {
        this.transport = transport;
        events = new JobEventStream(transport, time);
    }

    public async Task<IReadOnlyList<JobResponse>> ListAsync(JobQuery query, CancellationToken cancellationToken)
    {
        var path = new QueryText("v1/job/").Add("cluster_id", query.ClusterId).Add("status", query.Status).Add("method", query.Method)
            .Add("creator", query.Creator).Add(query);
        return (await transport.SendAsync(Call.Get(path.ToString()), WireJson.Default.EnvelopeIReadOnlyListJobResponse, cancellationToken)).Data;
    }

    public async Task<JobResponse> GetAsync(string uuid, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get(Path(uuid)), WireJson.Default.EnvelopeJobResponse, cancellationToken)).Data;

    /// <summary>Asks to stop the job; it is wound up and ends as <c>Canceled</c>.</summary>
    public Task StopAsync(string uuid, CancellationToken cancellationToken) =>
        transport.SendAsync(new Call(HttpMethod.Put, Path(uuid) + "?jobStatus=stop"), WireJson.Default.MessageResponse, cancellationToken);

    /// <summary>Removes the record of a job that has ended.</summary>
    public Task DeleteAsync(string uuid, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Delete(Path(uuid)), WireJson.Default.MessageResponse, cancellationToken);

    /// <summary>
    /// The job's events after the given number (0: all), live until its <c>end</c>. A connection that breaks is taken up again where it
    /// broke; nothing is seen twice or missed.
    /// </summary>
    public IAsyncEnumerable<JobEvent> WatchAsync(string uuid, long after, CancellationToken cancellationToken) =>
        events.FollowAsync(uuid, after, cancellationToken);

    private static string Path(string uuid) => "v1/job/" + Uri.EscapeDataString(uuid);
}
