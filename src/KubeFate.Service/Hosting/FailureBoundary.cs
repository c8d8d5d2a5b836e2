using System.Text.Json;
using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Audit;
using KubeFate.Service.Storage;
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
            var (status, body) = Translate(failure);
            // What lies outside is told by its message; while a database or Kubernetes is away every call fails alike, and a stack trace each helps nobody.
            if (failure is StorageException { IsTransient: true } or KubernetesException or HelmException)
                HostingLog.OutsideFailed(logger, context.Request.Method, context.Request.Path, failure.Message);
            else if (status >= 500) HostingLog.RequestFailed(logger, context.Request.Method, context.Request.Path, failure);
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

    private static (int Status, ErrorResponse Body) Translate(Exception failure) => failure switch
    {
        ServiceException service => (service.HttpStatus, Body(service.Code, service.Message)),
        InvalidSpecException spec => (400, Body("spec_invalid", spec.Message) with { Problems = spec.Problems }),
        KubernetesException kubernetes => (502, Body(FailureCodes.Of(kubernetes.Code), kubernetes.Message)),
        HelmException helm => (502, Body(FailureCodes.Of(helm.Code), helm.Message)),
        StorageException storage => (503, Body(FailureCodes.Of(storage.Code), storage.Message)),
        BadHttpRequestException request => (request.StatusCode, Body("request_invalid", request.Message)),
        _ => (500, Body("internal", "the service failed to answer; its log has the reason")),
    };

    private static ErrorResponse Body(string code, string message) => new() { Error = message, Code = code };
}
