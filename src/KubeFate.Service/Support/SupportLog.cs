using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Support;

internal static partial class SupportLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Path} of a support bundle could not be collected")]
    public static partial void PartFailed(ILogger logger, string path, Exception failure);
}
