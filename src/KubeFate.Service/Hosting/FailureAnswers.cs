using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>
/// What a failure is answered with. Of our own database and disk the answer names the kind alone, with the request's id; paths, servers and the
/// driver's words are for the log, which has the same id: some routes answer who has not signed in.
/// </summary>
internal static class FailureAnswers
{
    /// <summary>The status, and the body without its form.</summary>
    public static (int Status, ErrorResponse Body) Of(Exception failure, string requestId) => failure switch
    {
        ServiceException service => (service.HttpStatus, Body(service.Code, service.Message)),
        InvalidSpecException spec => (400, Body("spec_invalid", spec.Message) with { Problems = spec.Problems }),
        KubernetesException kubernetes => (502, Body(FailureCodes.Of(kubernetes.Code), kubernetes.Message)),
        HelmException { Code: HelmFailure.DiskFull } helm => (StatusCodes.Status507InsufficientStorage, Body(DiskSpace.Code, helm.Message)),
        HelmException helm => (502, Body(FailureCodes.Of(helm.Code), helm.Message)),
        StorageException { Code: StorageFailure.Full } storage => (StatusCodes.Status507InsufficientStorage, Body(DiskSpace.Code, storage.Told + See(requestId))),
        StorageException storage => (503, Body(FailureCodes.Of(storage.Code), storage.Told + See(requestId))),
        BadHttpRequestException request => (request.StatusCode, Body("request_invalid", request.Message)),
        IOException disk when DiskSpace.IsFull(disk) => (StatusCodes.Status507InsufficientStorage,
            Body(DiskSpace.Code, "the service's disk is full; its operator has to make room in its data folder" + See(requestId))),
        _ => (500, Body("internal", "the service failed to answer; its log has the reason" + See(requestId))),
    };

    /// <summary>What lies outside is told in the log by its message: while a database or Kubernetes is away every call fails alike, and a stack trace each helps nobody.</summary>
    public static bool IsOutside(Exception failure) => failure is StorageException { IsTransient: true } or StorageException { Code: StorageFailure.Full } or KubernetesException or HelmException
        || (failure is IOException disk && DiskSpace.IsFull(disk));

    private static string See(string requestId) => $" (request {requestId})";

    private static ErrorResponse Body(string code, string message) => new() { Error = message, Code = code };
}
