using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Charts;

/// <summary>Writes to the audit log what comes into the catalogue without being uploaded, and for whom.</summary>
internal sealed class ChartAudit(AuditStore store, TimeProvider time, ILogger<ChartAudit> logger)
{
    /// <summary>Runs it and writes down how it went.</summary>
    /// <param name="action">The action, such as <c>chart.pull</c>.</param>
    /// <param name="chart">The chart's name and version.</param>
    /// <param name="user">Who asked for the chart.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="fetch">Puts it into the catalogue; null when there was none.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    public async Task<ChartRecord?> WriteAsync(string action, string chart, string user, string from, Func<CancellationToken, Task<ChartRecord?>> fetch, CancellationToken cancellationToken)
    {
        try
        {
            var record = await fetch(cancellationToken);
            if (record is not null) await AddAsync(Entry(action, chart, user, 200, $"{record.Digest} from {from}") with { Target = record.Uuid });
            return record;
        }
        catch (ServiceException failure)
        {
            await AddAsync(Entry(action, chart, user, failure.HttpStatus, failure.Message));
            throw;
        }
    }

    private AuditEventRecord Entry(string action, string chart, string user, int status, string detail) => new()
    {
        Time = time.GetUtcNow(),
        Username = user,
        Action = action,
        Target = "",
        TargetName = chart,
        Outcome = AuditOutcome.Of(status),
        Status = status,
        Detail = detail.Length > 1000 ? detail[..999] + "…" : detail,
        Remote = "",
    };

    private async Task AddAsync(AuditEventRecord entry)
    {
        try
        {
            // It happened, whether or not somebody still waits for it.
            await store.AddAsync(entry, CancellationToken.None);
        }
        catch (Storage.StorageException failure)
        {
            AuditLog.NotWritten(logger, entry.Username, entry.Action, entry.TargetName, entry.Outcome, entry.Remote, failure.Message);
        }
    }
}
