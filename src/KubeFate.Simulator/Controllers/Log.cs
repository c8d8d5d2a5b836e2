using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Logging;

namespace KubeFate.Simulator.Controllers;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Controller} failed on {Key}; it will try again")]
    public static partial void ReconcileFailed(ILogger logger, string controller, ObjectKey key, Exception failure);
}
