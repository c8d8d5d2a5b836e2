using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Clusters;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cluster {Cluster} could not be looked at on Kubernetes: {Reason}")]
    public static partial void NotInspected(ILogger logger, string cluster, string reason);
}
