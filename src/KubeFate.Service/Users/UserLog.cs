using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Users;

/// <summary>What is logged about users.</summary>
internal static partial class UserLog
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Sign-ins of {User} are refused until {Until:O}: {Failures} wrong passwords in a row")]
    public static partial void Locked(ILogger logger, string user, DateTimeOffset until, int failures);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "When the personal access token {Token} was last used could not be kept: {Reason}")]
    public static partial void LastUseNotKept(ILogger logger, string token, string reason);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "Whether the callers of the open streams may still have them could not be looked up: {Reason}")]
    public static partial void StreamsNotChecked(ILogger logger, string reason);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Error, Message = "The look at the callers of the open streams failed")]
    public static partial void StreamCheckFault(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Warning, Message = "A sign-in could not be noted in the database and is counted in memory: {Reason}")]
    public static partial void SignInNotNoted(ILogger logger, string reason);
}
