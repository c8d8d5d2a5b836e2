using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>POST, PUT, PATCH and DELETE of objects and their status.</summary>
internal sealed class WriteRoutes
{
    // Kinds that a PUT makes when they are missing (kubernetes pkg/registry, strategies with AllowCreateOnUpdate).
    private static readonly ResourceType[] MadeByPut =
    [
        ResourceCatalog.Services, ResourceCatalog.Endpoints, ResourceCatalog.Events, ResourceCatalog.LimitRanges, ResourceCatalog.Leases,
        ResourceCatalog.RuntimeClasses, ResourceCatalog.Roles, ResourceCatalog.RoleBindings, ResourceCatalog.ClusterRoles, ResourceCatalog.ClusterRoleBindings,
    ];

    private readonly SimulatedCluster cluster;
    private readonly ObjectCreation creation;
    private readonly ObjectPatch patch;

    public WriteRoutes(SimulatedCluster cluster)
    {
        this.cluster = cluster;
        creation = new(cluster);
        Update = new(cluster);
        patch = new(cluster, creation, Update);
        Deletion = new(cluster);
    }

    public ObjectUpdate Update { get; }

    public ObjectDeletion Deletion { get; }

    public async Task CreateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var item = SentObject.Accept(request, await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken));
        await AnswerAsync(request, 201, creation.Create(request, item, isApplied: false), cancellationToken);
    }

    public async Task ReplaceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var item = SentObject.Accept(request, await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken));
        // Under one lock, so that what was missing a moment ago is not made twice.
        var (code, written) = cluster.Store.Exclusively(() => IsMadeByPut(request)
            ? (201, creation.Create(request, item, isApplied: false))
            : (200, Update.Update(request, _ => item)));
        await AnswerAsync(request, code, written, cancellationToken);
    }

    private bool IsMadeByPut(ApiRequest request) =>
        request.Target.Subresource is null && MadeByPut.Contains(request.Type) && cluster.Store.Get(request.Target.Key) is null;

    public async Task PatchAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var (item, created) = await patch.PatchAsync(request, cancellationToken);
        await AnswerAsync(request, created ? 201 : 200, item, cancellationToken);
    }

    private Task AnswerAsync(ApiRequest request, int code, JsonObject item, CancellationToken cancellationToken)
    {
        var representation = new Representation(request, cluster.Time.GetUtcNow());
        return JsonResponse.WriteAsync(request.Http, code, writer => representation.Item(writer, item), cancellationToken);
    }
}
