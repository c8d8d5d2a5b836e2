using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KubeFate.Client.Wire;

namespace KubeFate.Client.Jobs;

/// <summary>Follows a job's server-sent events and resumes by number when the connection breaks.</summary>
internal sealed class JobEventStream(ServiceTransport transport, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A service that restarts is back within this; past it the watch ends with the reason.
    private const int MostFailures = 12;

    public async IAsyncEnumerable<JobEvent> FollowAsync(string uuid, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            KubeFateClientException? broken = null;
            var stream = ReadOnceAsync(uuid, after, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (stream)
            {
                while (true)
                {
                    try
                    {
                        if (!await stream.MoveNextAsync()) break;
                    }
                    catch (KubeFateClientException failure) when (failure.Failure is ClientFailure.Unreachable or ClientFailure.ServiceFailed or ClientFailure.NotOurs)
                    {
                        broken = failure;
                        break;
                    }

                    failures = 0;
                    after = stream.Current.Number;
                    yield return stream.Current;
                    if (stream.Current.Type == JobEventType.End) yield break;
                }
            }

            // A wrong address will not heal: only a watch that once worked is taken up again.
            failures++;
            if (broken is not null && (after == 0 || failures > MostFailures)) throw broken;
            await Task.Delay(Pause(failures), time, cancellationToken);
        }
    }

    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures, 10)));

    private static void AskForEvents(HttpRequestHeaders headers, long after)
    {
        headers.Accept.ParseAdd("text/event-stream");
        if (after > 0) headers.Add("Last-Event-ID", after.ToString(CultureInfo.InvariantCulture));
    }

    private async IAsyncEnumerable<JobEvent> ReadOnceAsync(string uuid, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"v1/job/{Uri.EscapeDataString(uuid)}/events";
        using var response = await transport.OpenAsync(Call.Get(path) with { Prepare = headers => AskForEvents(headers, after) }, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") throw FailedAnswer.NotOurs(response, "an answer that is no event stream");

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var items = SseParser.Create(body, static (_, data) => JsonSerializer.Deserialize(data, WireJson.Default.JobEvent)!)
            .EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items)
        {
            while (await MoveAsync(items, response))
            {
                // A resumed stream may repeat what was under way when it broke.
                if (items.Current.Data.Number > after) yield return items.Current.Data;
            }
        }
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<SseItem<JobEvent>> items, HttpResponseMessage response)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw FailedAnswer.Unreachable(response.RequestMessage!.RequestUri!, failure);
        }
        catch (JsonException)
        {
            throw FailedAnswer.NotOurs(response, "an event that is not KubeFATE's");
        }
    }
}
