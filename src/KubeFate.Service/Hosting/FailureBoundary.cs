using System.Text.Json;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>
/// The HTTP boundary: every failure becomes <c>{"error", "code"}</c>, on routes that the original did not have as problem details (RFC 9457),
/// and what we did not expect is logged, once, here.
/// </summary>
internal sealed class FailureBoundary(RequestDelegate next, ILogger<FailureBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away: nobody is left to answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var (status, body) = FailureAnswers.Of(failure, context.TraceIdentifier);
            if (FailureAnswers.IsOutside(failure)) HostingLog.OutsideFailed(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, failure.Message);
            else if (status >= 500) HostingLog.RequestFailed(logger, context.Request.Method, context.Request.Path, context.TraceIdentifier, failure);
            await WriteAsync(context, status, body);
        }
    }

    /// <summary>Answers a failure, in the form that the route has, and tells it to the audit log.</summary>
    public static Task WriteAsync(HttpContext context, int status, ErrorResponse body)
    {
        context.SetAuditDetail(body.Error);
        context.Response.StatusCode = status;
        var isNew = context.GetEndpoint()?.Metadata.GetMetadata<ProblemAnswers>() is not null;
        context.Response.ContentType = isNew ? "application/problem+json" : "application/json; charset=utf-8";
        return isNew
            ? JsonSerializer.SerializeAsync(context.Response.Body, Details(status, body), WireJson.Default.ProblemDetailsResponse, context.RequestAborted)
            : JsonSerializer.SerializeAsync(context.Response.Body, body, WireJson.Default.ErrorResponse, context.RequestAborted);
    }

    private static ProblemDetailsResponse Details(int status, ErrorResponse body) => new()
    {
        Title = ReasonPhrases.GetReasonPhrase(status),
        Status = status,
        Detail = body.Error,
        Error = body.Error,
        Code = body.Code,
        Problems = body.Problems,
    };
}
