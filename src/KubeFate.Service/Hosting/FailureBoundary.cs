using System.Text.Json;
using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>The HTTP boundary: every failure becomes <c>{"error", "code"}</c>, and what we did not expect is logged, once, here.</summary>
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
            if (status >= 500) HostingLog.RequestFailed(logger, context.Request.Method, context.Request.Path, failure);
            await WriteAsync(context, status, body);
        }
    }

    /// <summary>Answers a failure.</summary>
    public static Task WriteAsync(HttpContext context, int status, ErrorResponse body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, body, WireJson.Default.ErrorResponse, context.RequestAborted);
    }

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
