using System.Runtime.CompilerServices;

namespace KubeFate.Client.Logs;

/// <summary><c>/v1/log</c>.</summary>
public sealed class LogClient
{
    private readonly ServiceTransport transport;

    internal LogClient(ServiceTransport transport) => this.transport = transport;

    /// <summary>
    /// The lines as they come (<c>GET /v1/log/{id}/stream</c>, plain text). With several containers each line has the prefix
    /// <c>[POD CONTAINER] </c>. With <see cref="LogQuery.Follow"/> it ends when the caller stops it, or the containers do.
    /// </summary>
    public async IAsyncEnumerable<string> StreamAsync(string clusterUuid, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = new QueryText($"v1/log/{Uri.EscapeDataString(clusterUuid)}/stream").Add("container", query.Container).Add("follow", query.Follow)
            .Add("previous", query.Previous).Add("timestamps", query.Timestamps).Add("since", query.Since).Add("since-time", query.SinceTime)
            .Add("tail", query.Tail).Add("limit-bytes", query.LimitBytes);
        using var response = await transport.OpenAsync(Call.Get(path.ToString()), cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await ReadLineAsync(reader, response, cancellationToken) is { } line) yield return line;
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw FailedAnswer.Unreachable(response.RequestMessage!.RequestUri!, failure);
        }
    }
}
