using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Storage;

/// <summary>What the storage logs.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Waiting for the database: {Message}")]
    public static partial void WaitsForDatabase(ILogger logger, string message);
}
