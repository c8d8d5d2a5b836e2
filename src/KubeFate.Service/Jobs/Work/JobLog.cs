using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Jobs.Work;

/// <summary>What the engine logs. Never a request or values: they may hold secrets.</summary>
internal static partial class JobLog
{
    private static readonly Func<ILogger, string, string, IDisposable?> JobScope = LoggerMessage.DefineScope<string, string>("job {Job} cluster {Cluster}");

    /// <summary>What is logged until the answer is disposed of, by whomever, carries the job and its cluster.</summary>
    public static IDisposable? Scope(ILogger logger, string job, string cluster) => JobScope(logger, job, cluster);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Job {Job} ({Method}, cluster {Cluster}): attempt {Attempt} begins")]
    public static partial void Begins(ILogger logger, string job, string method, string cluster, int attempt);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "Job {Job}: {Status}")]
    public static partial void Ended(ILogger logger, string job, JobStatus status);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning, Message = "Job {Job}: {Status}, {Code}: {Message}")]
    public static partial void EndedBadly(ILogger logger, string job, JobStatus status, string code, string message);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Job {Job}: handed back, the next worker goes on with it")]
    public static partial void HandedBack(ILogger logger, string job);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Warning, Message = "Job {Job}: its lease is lost, another worker may have it; this attempt ends")]
    public static partial void LeaseLost(ILogger logger, string job);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Error, Message = "Job {Job} met a fault of the service itself")]
    public static partial void Fault(ILogger logger, Exception exception, string job);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Warning, Message = "Job {Job}: winding up failed: {Message}")]
    public static partial void CleanUpFailed(ILogger logger, string job, string message);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Warning, Message = "Job {Job}: left as it is, to be taken up when its lease ends: {Message}")]
    public static partial void Left(ILogger logger, string job, string message);

    [LoggerMessage(EventId = 2009, Level = LogLevel.Warning, Message = "Job number {JobId}: the lease could not be renewed: {Message}")]
    public static partial void RenewalFailed(ILogger logger, long jobId, string message);

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, Message = "Looking for jobs failed, and is tried again: {Message}")]
    public static partial void LookFailed(ILogger logger, string message);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Error, Message = "Looking for jobs met a fault of the service itself, and is tried again")]
    public static partial void LookFault(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Information, Message = "Removed the events of {Count} jobs that ended more than {Days} days ago")]
    public static partial void Purged(ILogger logger, int count, int days);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Warning, Message = "Old events of jobs could not be removed, which is tried again later: {Message}")]
    public static partial void PurgeFailed(ILogger logger, string message);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Warning, Message = "Job {Job}: ended {Count} helm processes that a dead service left behind")]
    public static partial void OrphansEnded(ILogger logger, string job, int count);
}
