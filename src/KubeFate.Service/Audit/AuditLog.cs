using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Audit;

/// <summary>What is logged about the audit log. An entry that could not be written stands here instead.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "The audit log could not be written: {User} {Action} {Target} {Outcome} from {Remote}: {Reason}")]
    public static partial void NotWritten(ILogger logger, string user, string action, string target, string outcome, string remote, string reason);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "The audit log could not be written: {User} {Action} {Target} {Outcome} from {Remote}")]
    public static partial void WriteFault(ILogger logger, string user, string action, string target, string outcome, string remote, Exception failure);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Information, Message = "Removed {Count} entries of the audit log that are older than {Days} days")]
    public static partial void Purged(ILogger logger, int count, int days);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Old entries of the audit log and of sessions could not be removed; tried again in some hours: {Reason}")]
    public static partial void PurgeFailed(ILogger logger, string reason);
}
