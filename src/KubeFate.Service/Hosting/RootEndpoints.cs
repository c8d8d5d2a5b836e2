using KubeFate.Client.Wire;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Hosting;

/// <summary><c>GET /</c>, <c>GET /v1</c> and <c>GET /v1/version</c>.</summary>
internal static class RootEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Text("{\"msg\":\"kubefate run Success\"}", "application/json", System.Text.Encoding.UTF8))
            .AllowAnonymous().WithTags("Service").WithSummary("Is the service up");
        routes.MapGet("/v1", () => TypedResults.Json(new ErrorResponse { Error = "error path" }, statusCode: 400)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/v1/version", Version).ForViewers().KeptUntilWritten(DataAreas.None).WithTags("Service").WithSummary("The version of the service");
    }

    private static Ok<VersionResponse> Version(ServiceOptions options) =>
        TypedResults.Ok(new VersionResponse { Message = "getVersion Success", Version = ServiceVersion.Text, Simulated = options.Simulated });
}
