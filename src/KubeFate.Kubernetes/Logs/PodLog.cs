using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Logs;

/// <summary>Reads a container's log from the API server, line by line.</summary>
internal static class PodLog
{
    public static PodInfo Info(Pod pod) => new(
        pod.Metadata.Name,
        pod.Metadata.Labels?.Module ?? pod.Metadata.Name,
        [.. (pod.Spec.Containers ?? []).Select(container => container.Name)],
        [.. (pod.Spec.InitContainers ?? []).Select(container => container.Name)])
    {
        Uid = pod.Metadata.Uid,
        IsOver = pod.Status.Phase is "Succeeded" or "Failed",
        Runs = [.. (pod.Status.ContainerStatuses ?? []).Concat(pod.Status.InitContainerStatuses ?? []).Select(Run)],
    };

    public static async IAsyncEnumerable<LogLine> ReadAsync(
        ApiConnection api, LogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A container that has written nothing yet: the kubelet answers with the first line, whenever that is.
        var path = PathOf(request);
        using var response = await (request.Follow ? api.StreamAsync(path, Timeout.InfiniteTimeSpan, cancellationToken) : api.StreamAsync(path, cancellationToken));
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var lines = LineReader.ReadLinesAsync(stream, last: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (lines)
        {
            while (await NextAsync(api, lines, cancellationToken)) yield return Line(request, lines.Current);
        }
    }

    internal static string PathOf(LogRequest request)
    {
        var query = new StringBuilder($"api/v1/namespaces/{Uri.EscapeDataString(request.Namespace)}/pods/{Uri.EscapeDataString(request.Pod)}/log?");
        Add("container", request.Container);
        Add("follow", request.Follow ? "true" : null);
        Add("previous", request.Previous ? "true" : null);
        Add("sinceSeconds", request.Since is { } since ? Number(Math.Max(1, (long)since.TotalSeconds)) : null);
        Add("sinceTime", request.SinceTime?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Add("tailLines", request.TailLines is { } tail ? Number(tail) : null);
        Add("limitBytes", request.LimitBytes is { } limit ? Number(limit) : null);
        Add("timestamps", request.Timestamps ? "true" : null);
        query.Length--;
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null) query.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
        }
    }

    private static ContainerRun Run(ContainerStatus status)
    {
        var (state, last) = (status.State, status.LastState.Terminated);
        var hasStarted = state.Running is not null || state.Terminated is not null || last is not null;
        // A run is known by its container's id; of a server that shows none, by how often the container was restarted.
        var id = status.ContainerId is { Length: > 0 } given ? given : $"restart {status.RestartCount}";
        return new ContainerRun(status.Name, hasStarted ? id : "", state.Running is not null, last is not null, state.Waiting?.Reason);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static async ValueTask<bool> NextAsync(
        ApiConnection api, IAsyncEnumerator<ReadOnlySequence<byte>> lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (Exception e) when (ApiConnection.IsBroken(e) && !cancellationToken.IsCancellationRequested)
        {
            throw api.Broken(e);
        }
    }

    private static LogLine Line(LogRequest request, ReadOnlySequence<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\r');
        DateTimeOffset? time = null;
        if (request.Timestamps && text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
            && DateTimeOffset.TryParse(text.AsSpan(0, space), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
        {
            (time, text) = (parsed, text[(space + 1)..]);
        }

        return new LogLine(request.Pod, request.Container ?? "", time, text);
    }
}
