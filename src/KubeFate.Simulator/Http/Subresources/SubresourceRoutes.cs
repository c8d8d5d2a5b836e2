using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Http.Writing;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>Leads to the parts of an object that have paths of their own.</summary>
internal sealed class SubresourceRoutes(SimulatedCluster cluster, ObjectReading reading, WriteRoutes writing)
{
    private readonly ScaleRoutes scale = new(cluster, writing.Update);
    private readonly LogRoute log = new(cluster);
    private readonly PodActions pods = new(cluster);
    private readonly NamespaceFinalize finalize = new(cluster);
    private readonly TokenRoute token = new(cluster);

    public Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken) => (request.Target.Subresource, request.Type) switch
    {
        ("status", { HasStatus: true }) => StatusAsync(request, cancellationToken),
        ("scale", { HasScale: true }) => scale.AnswerAsync(request, cancellationToken),
        ("log", var type) when type == ResourceCatalog.Pods => log.AnswerAsync(request, cancellationToken),
        ("finalize", var type) when type == ResourceCatalog.Namespaces => finalize.AnswerAsync(request, cancellationToken),
        ("token", var type) when type == ResourceCatalog.ServiceAccounts => token.AnswerAsync(request, cancellationToken),
        (_, var type) when type == ResourceCatalog.Pods => pods.AnswerAsync(request, cancellationToken),
        _ => throw ApiFailure.PathUnknown(),
    };

    private Task StatusAsync(ApiRequest request, CancellationToken cancellationToken) => request.Http.Request.Method switch
    {
        "GET" => reading.GetAsync(request, cancellationToken),
        "PUT" => writing.ReplaceAsync(request, cancellationToken),
        "PATCH" => writing.PatchAsync(request, cancellationToken),
        _ => throw ApiFailure.MethodNotAllowed(),
    };
}
