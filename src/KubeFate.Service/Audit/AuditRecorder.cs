using System.Globalization;
using KubeFate.Service.Storage;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Audit;

/// <summary>
/// Writes each call of an audited route, and each one that the caller's role did not allow, when it has been answered. A log that cannot be
/// written is told in the service's log and fails nobody's call.
/// </summary>
internal sealed class AuditRecorder(RequestDelegate next, AuditStore store, TimeProvider time, ILogger<AuditRecorder> logger)
{
    private const int Word = 64;
    private const int Name = 255;
    private const int LongestDetail = 1000;
    private const int ClosedByCaller = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            var status = failed ? StatusCodes.Status500InternalServerError : Status(context);
            if (ActionOf(context, status) is { } action) await WriteAsync(Describe(context, action, status));
        }
    }

    private async Task WriteAsync(AuditEventRecord entry)
    {
        try
        {
            // Not the request's own token: a caller that hangs up is written down all the same.
            await store.AddAsync(entry, CancellationToken.None);
        }
        catch (StorageException failure)
        {
            AuditLog.NotWritten(logger, entry.Username, entry.Action, entry.Target, entry.Outcome, entry.Remote, failure.Message);
        }
        catch (Exception failure)
        {
            AuditLog.WriteFault(logger, entry.Username, entry.Action, entry.Target, entry.Outcome, entry.Remote, failure);
        }
    }

    private static int Status(HttpContext context) =>
        context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? ClosedByCaller : context.Response.StatusCode;

    // A flood of sign-ins that the limit holds back must not fill the database either.
    private static string? ActionOf(HttpContext context, int status) => context.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>()?.Action switch
    {
        _ when status == StatusCodes.Status429TooManyRequests => null,
        null when status == StatusCodes.Status403Forbidden => "access.refused",
        var action => action,
    };

    private AuditEventRecord Describe(HttpContext context, string action, int status)
    {
        var target = context.Features.Get<AuditTarget>() ?? new AuditTarget(RouteTarget(context), "");
        var detail = context.Features.Get<AuditDetail>()?.Detail ?? "";
        if (action == "access.refused") detail = $"{context.Request.Method} {context.Request.Path}: {detail}";
        return new AuditEventRecord
        {
            Time = time.GetUtcNow(),
            Username = Cut(context.Features.Get<AuditUser>()?.Username ?? context.FindCaller()?.User.Username ?? "", Name),
            Action = Cut(action, Word),
            Target = Cut(target.Target, Name),
            TargetName = Cut(target.Name, 2 * Name + 1),
            Outcome = AuditOutcome.Of(status),
            Status = status,
            Detail = Cut(detail, LongestDetail),
            Remote = Remote(context),
        };
    }

    private static string RouteTarget(HttpContext context) =>
        Convert.ToString(context.GetRouteValue("uuid") ?? context.GetRouteValue("id"), CultureInfo.InvariantCulture) ?? "";

    private static string Remote(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    // A zero character has no place in PostgreSQL's text, and a line break none in a log.
    private static string Cut(string text, int most)
    {
        if (text.Any(char.IsControl)) text = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
