using System.Globalization;
using KubeFate.Client.Namespaces;
using KubeFate.Client.Wire;
using KubeFate.Kubernetes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Namespaces;

/// <summary><c>GET /v1/namespace</c>.</summary>
internal static class NamespaceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/namespace", ListAsync).ForViewers().WithTags("Namespace").WithSummary("List the namespaces of the Kubernetes");

    private static async Task<Ok<Envelope<IReadOnlyList<NamespaceResponse>>>> ListAsync(Lazy<KubernetesGateway> kubernetes, CancellationToken cancellationToken)
    {
        var namespaces = await kubernetes.Value.ListNamespacesAsync(cancellationToken);
        return TypedResults.Ok(new Envelope<IReadOnlyList<NamespaceResponse>>
        {
            Data = [.. namespaces.Select(ToResponse)],
            Message = "getNamespaceList Success",
        });
    }

    private static NamespaceResponse ToResponse(NamespaceInfo found) => new()
    {
        Name = found.Name,
        Status = found.Status,
        Labels = found.Labels.Count == 0 ? null : found.Labels,
        Annotations = found.Annotations.Count == 0 ? null : found.Annotations,
        Age = Age(found.Age),
    };

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 2 } => Count(age.TotalSeconds, "s"),
        { TotalHours: < 3 } => Count(age.TotalMinutes, "m"),
        { TotalDays: < 2 } => Count(age.TotalHours, "h"),
        _ => Count(age.TotalDays, "d"),
    };

    private static string Count(double number, string unit) => ((long)number).ToString(CultureInfo.InvariantCulture) + unit;
}
