using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Charts;

internal static partial class ChartLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The built-in chart {Name} {Version} differs from the one in the catalogue and replaces it")]
    public static partial void BuiltInReplaced(ILogger logger, string name, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The chart file {Path} is left out of the catalogue: {Reason}")]
    public static partial void BuiltInUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Pulled the chart {Name} {Version} from {Repository}")]
    public static partial void Pulled(ILogger logger, string name, string version, string repository);
}
