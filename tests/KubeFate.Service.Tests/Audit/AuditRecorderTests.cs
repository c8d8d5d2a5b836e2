using System.Net;
using KubeFate.Service.Audit;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Jobs;
using KubeFate.Service.Tests.Storage;
using KubeFate.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Tests.Audit;

/// <summary>What becomes of an entry when things go wrong.</summary>
public sealed class AuditRecorderTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CapturedLog _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DatabaseOptions Options => new() { DataFolder = _folder.Path };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_log_that_cannot_be_written_fails_no_call_and_is_told()
    {
        using var database = new Database(new DatabaseOptions { Type = DatabaseType.Postgres, Port = 1 });
        var context = Call();

        await Recorder(database, _ => Task.CompletedTask).InvokeAsync(context);

        Assert.Equal(200, context.Response.StatusCode);
        var line = Assert.Single(_log.Lines).Line;
        Assert.Contains("cluster.delete some-uuid accepted from 10.0.0.1", line, StringComparison.Ordinal);
        Assert.StartsWith("Error", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_is_written_down()
    {
        using var database = await OpenAsync();
        using var gone = new CancellationTokenSource();
        var context = Call();
        context.RequestAborted = gone.Token;

        await Recorder(database, async _ => await gone.CancelAsync()).InvokeAsync(context);

        Assert.Equal(("failed", 499), await ReadAsync(database));
    }

    [Fact]
    public async Task A_call_that_breaks_off_is_written_down_as_failed()
    {
        using var database = await OpenAsync();
        await Assert.ThrowsAsync<IOException>(() => Recorder(database, _ => throw new IOException("cut")).InvokeAsync(Call()));
        Assert.Equal(("failed", 500), await ReadAsync(database));
    }

    [Fact]
    public async Task What_is_too_long_or_no_text_is_cut_to_fit()
    {
        using var database = await OpenAsync();
        var context = Call();
        context.SetAuditTarget(new string('x', 300), "a\0b\nc");
        context.SetAuditDetail(string.Concat(Enumerable.Repeat("😀", 600)));

        await Recorder(database, _ => Task.CompletedTask).InvokeAsync(context);

        var entry = Assert.Single((await new AuditStore(database).ListAsync(new(), Cancel)).Items);
        Assert.Equal((255, "a b c", 1000), (entry.Target.Length, entry.TargetName, entry.Detail.Length));
    }

    private AuditRecorder Recorder(Database database, RequestDelegate next) =>
        new(next, new AuditStore(database), TimeProvider.System, new Logger<AuditRecorder>(new LoggerFactory([_log])));

    private static DefaultHttpContext Call()
    {
        var context = new DefaultHttpContext();
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new AuditedAction("cluster.delete")), null));
        context.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.1").MapToIPv6();
        context.SetAuditTarget("some-uuid", "");
        return context;
    }

    private async Task<Database> OpenAsync()
    {
        var database = new Database(Options);
        await Schemas.Of(database, Options).EnsureAsync(Cancel);
        return database;
    }

    private static async Task<(string Outcome, int Status)> ReadAsync(Database database)
    {
        var entry = Assert.Single((await new AuditStore(database).ListAsync(new(), Cancel)).Items);
        return (entry.Outcome, entry.Status);
    }
}
