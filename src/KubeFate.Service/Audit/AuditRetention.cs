using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Audit;

/// <summary>Removes what is kept for a time only: old entries of the audit log, and ended sessions whose tokens have expired.</summary>
internal sealed class AuditRetention(AuditStore audit, SessionStore sessions, ServiceOptions options, TimeProvider time, ILogger<AuditRetention> logger) : BackgroundService
{
    /// <summary>Not at once: a start has better things to do.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>Removes once. Several replicas may do it at once: the second finds nothing.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var removed = await audit.PurgeAsync(time.GetUtcNow().AddDays(-options.AuditDays), cancellationToken);
            if (removed > 0) AuditLog.Purged(logger, removed, options.AuditDays);
            await sessions.PurgeAsync(cancellationToken);
        }
        catch (StorageException failure)
        {
            AuditLog.PurgeFailed(logger, failure.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var pause = FirstAfter; ; pause = Interval)
            {
                await Task.Delay(pause, time, stoppingToken);
                await PurgeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends.
        }
    }
}
