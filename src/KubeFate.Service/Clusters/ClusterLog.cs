using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Clusters;

internal static partial class ClusterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cluster {Cluster} could not be looked at on Kubernetes: {Reason}")]
    public static partial void NotInspected(ILogger logger, string cluster, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed the secrets of {Count} specs and requests that an earlier version stored in clear")]
    public static partial void SecretsSealed(ILogger logger, int count);
}
