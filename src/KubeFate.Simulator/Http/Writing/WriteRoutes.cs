using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Http.Reading;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>POST, PUT, PATCH and DELETE of objects and their status.</summary>
internal sealed class WriteRoutes
{
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
        await AnswerAsync(request, 200, Update.Update(request, _ => item), cancellationToken);
    }

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
