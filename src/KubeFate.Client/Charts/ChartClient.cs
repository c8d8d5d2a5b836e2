using System.Net.Http.Headers;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Client.Charts;

/// <summary><c>/v1/chart</c>.</summary>
public sealed class ChartClient
{
    private readonly ServiceTransport transport;

    internal ChartClient(ServiceTransport transport) => this.transport = transport;

    public async Task<IReadOnlyList<ChartResponse>> ListAsync(ChartQuery query, CancellationToken cancellationToken) =>
        (await ListWithProblemsAsync(query, cancellationToken)).Data;

    /// <summary>The same, with what was left out of the catalogue and why.</summary>
    public Task<Envelope<IReadOnlyList<ChartResponse>>> ListWithProblemsAsync(ChartQuery query, CancellationToken cancellationToken)
    {
        var path = new QueryText("v1/chart").Add("name", query.Name).Add("summary", query.Summary).Add(query);
        return transport.SendAsync(Call.Get(path.ToString()), WireJson.Default.EnvelopeIReadOnlyListChartResponse, cancellationToken);
    }

    public async Task<ChartResponse> GetAsync(string uuid, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get(Path(uuid)), WireJson.Default.EnvelopeChartResponse, cancellationToken)).Data;

    /// <summary>Uploads an archive made by <c>helm package</c>; answers the chart's uuid. <paramref name="open"/> opens it, again when the call is repeated.</summary>
    public async Task<string> UploadAsync(string fileName, Func<Stream> open, CancellationToken cancellationToken)
    {
        var call = new Call(HttpMethod.Post, "v1/chart")
        {
            Body = () =>
            {
                var file = new StreamContent(open()) { Headers = { ContentType = new MediaTypeHeaderValue("application/gzip") } };
                return new MultipartFormDataContent { { file, "file", fileName } };
            },
        };
        return (await transport.SendAsync(call, WireJson.Default.EnvelopeChartCreatedResponse, cancellationToken)).Data.Uuid;
    }

    /// <summary>The charts and images that the request's cluster.yaml needs; with <paramref name="kubeVersion"/> as on that version of Kubernetes.</summary>
    public async Task<ImagesResponse> ListImagesAsync(ClusterRequest request, string? kubeVersion, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Post(new QueryText("v1/chart/images").Add("kube_version", kubeVersion).ToString(), request, WireJson.Default.ClusterRequest), WireJson.Default.EnvelopeImagesResponse, cancellationToken)).Data;

    /// <summary>Writes the chart's archive, a .tgz.</summary>
    public async Task DownloadAsync(string uuid, Stream destination, CancellationToken cancellationToken)
    {
        using var response = await transport.OpenAsync(Call.Get(Path(uuid) + "/archive"), cancellationToken);
        try
        {
            await response.Content.CopyToAsync(destination, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw FailedAnswer.Unreachable(response.RequestMessage!.RequestUri!, failure);
        }
    }

    /// <summary>Removes a chart; <paramref name="force"/> also one that a cluster uses.</summary>
    public Task DeleteAsync(string uuid, bool force, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Delete(Path(uuid) + (force ? "?force=true" : "")), WireJson.Default.MessageResponse, cancellationToken);

    /// <summary>The example of a cluster.yaml that a chart of the catalogue carries.</summary>
    public async Task<string> GetExampleAsync(string name, string version, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get($"v1/chart/valueTemplateExample/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(version)}"),
            WireJson.Default.EnvelopeString, cancellationToken)).Data;

    private static string Path(string uuid) => "v1/chart/" + Uri.EscapeDataString(uuid);
}
