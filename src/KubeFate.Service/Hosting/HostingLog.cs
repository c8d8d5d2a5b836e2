using KubeFate.Helm;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} (request {Request}) failed")]
    public static partial void RequestFailed(ILogger logger, string method, string path, string request, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} (request {Request}) failed: {Reason}")]
    public static partial void OutsideFailed(ILogger logger, string method, string path, string request, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "KubeFATE service {Version} listens on {Address}; storage: {Storage}; {Kubernetes}")]
    public static partial void Listening(ILogger logger, string version, string address, string storage, string kubernetes);

    [LoggerMessage(Level = LogLevel.Information, Message = "helm {Version}")]
    public static partial void HelmFound(ILogger logger, HelmVersion version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No cluster can be installed, updated or deleted: {Reason}")]
    public static partial void HelmUnusable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Kubernetes {Version}")]
    public static partial void KubernetesFound(ILogger logger, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Kubernetes does not answer: {Reason}")]
    public static partial void KubernetesUnusable(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no user yet. Set FATECLOUD_USER_USERNAME and FATECLOUD_USER_PASSWORD and start again: nobody can sign in until then")]
    public static partial void NoUser(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "The password of {User} now follows FATECLOUD_USER_PASSWORD, which changed since the last start")]
    public static partial void PasswordFollowed(ILogger logger, string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended {Count} helm processes that an earlier service left behind")]
    public static partial void OrphansEnded(ILogger logger, int count);
}
