using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

/// <summary>What ends by itself ends its streams; the clock is the test's.</summary>
public sealed class StreamExpiryTests : ServiceTests
{
    [Fact]
    public async Task A_stream_ends_when_its_personal_access_token_expires()
    {
        var made = await PostAsync("v1/token", """{"name":"day","expires_in_days":1}""");
        using var events = await OpenAsync(made.Data("token"));
        Assert.True(await IsAliveAsync(events));

        Time.Advance(TimeSpan.FromDays(1));

        await EndsAsync(events);
    }

    [Fact]
    public async Task A_stream_outlives_the_token_of_its_session_and_not_the_session()
    {
        using var events = await OpenAsync(await TokenOfAsync("admin", "first-password"));
        Time.Advance(TimeSpan.FromHours(23));
        Assert.True(await IsAliveAsync(events));

        Time.Advance(TimeSpan.FromHours(1));

        await EndsAsync(events);
    }

    // Silence is broken every 15 seconds, which only a stream that goes on does.
    private async Task<bool> IsAliveAsync(StreamReader events)
    {
        var line = events.ReadLineAsync(Cancel).AsTask();
        while (!line.IsCompleted) await PassAsync();
        return await line is not null;
    }

    private async Task EndsAsync(StreamReader events)
    {
        var rest = events.ReadToEndAsync(Cancel);
        while (!rest.IsCompleted) await PassAsync();
        Assert.DoesNotContain("event: end", await rest, StringComparison.Ordinal);
    }

    private async Task PassAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(3));
        // The service answers in its own time; the clock must not run ahead of it for hours meanwhile.
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
    }

    private async Task<StreamReader> OpenAsync(string token)
    {
        var job = new JobRecord
        {
            Uuid = Guid.NewGuid().ToString(),
            Method = "ClusterInstall",
            ClusterUuid = "",
            Creator = "bob",
            Status = KubeFate.Service.Jobs.JobStatus.Running,
            TimeLimit = TimeSpan.FromDays(90),
            LeaseOwner = "another",
            LeaseUntil = Time.GetUtcNow().AddDays(90),
            CreatedAt = Time.GetUtcNow(),
            UpdatedAt = Time.GetUtcNow(),
        };
        await Service.Services.GetRequiredService<Database>().WriteAsync((db, cancel) => db.InsertAsync(job, token: cancel), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/job/{job.Uuid}/events");
        request.Headers.Authorization = new("Bearer", token);
        var opening = Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        // The first bytes, and with them the headers, come with the first sign of life.
        while (!opening.IsCompleted) await PassAsync();
        var answer = await opening;
        answer.EnsureSuccessStatusCode();
        return new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
    }
}
