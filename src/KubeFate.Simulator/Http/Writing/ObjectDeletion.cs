using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Http.Selectors;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>DELETE of one object and of a collection.</summary>
internal sealed class ObjectDeletion(SimulatedCluster cluster)
{
    private static readonly string[] Kept = ["default", "kube-system", "kube-public"];

    public async Task DeleteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var policy = await DeleteOptions.ReadAsync(request, cancellationToken);
        var key = request.Target.Key;
        RequireDeletable(key);
        var deletion = cluster.Store.BeginDelete(key, policy) ?? throw ApiFailure.NotFound(key.Type, key.Name);
        if (deletion.Removed && key.Type == ResourceCatalog.CustomResourceDefinitions) DeleteInstances(deletion.Object);
        JsonNode answer = deletion.Removed && !key.Type.DeletionReturnsObject
            ? StatusJson.Deleted(key.Type, key.Name, ObjectMeta.Uid(deletion.Object))
            : deletion.Object;
        await JsonResponse.WriteAsync(request.Http, 200, answer, cancellationToken);
    }

    public async Task DeleteCollectionAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var policy = await DeleteOptions.ReadAsync(request, cancellationToken);
        var selection = Selection.Of(request);
        var gone = new List<JsonObject>();
        foreach (var item in cluster.Store.List(request.Type, request.Target.Namespace).Where(selection.Matches))
        {
            var key = new ObjectKey(request.Type, ObjectMeta.Namespace(item), ObjectMeta.Name(item));
            if (cluster.Store.BeginDelete(key, policy) is { } deletion) gone.Add(deletion.Object);
        }

        var representation = new Representation(request, cluster.Time.GetUtcNow());
        await JsonResponse.WriteAsync(request.Http, 200, writer => representation.List(writer, gone, cluster.Store.Revision, null, null), cancellationToken);
    }

    private void DeleteInstances(JsonObject definition)
    {
        var (group, plural) = (definition["spec"]?["group"]?.ToString(), definition["spec"]?["names"]?["plural"]?.ToString());
        foreach (var (key, _) in cluster.Store.All().Where(entry => entry.Key.Type.Group == group && entry.Key.Type.Plural == plural))
            cluster.Store.Delete(key);
        DefinitionStatus.Reconsider(cluster.Store, group, cluster.Time.GetUtcNow());
    }

    private static void RequireDeletable(ObjectKey key)
    {
        if (key.Type == ResourceCatalog.Namespaces && Kept.Contains(key.Name))
            throw ApiFailure.Forbidden(key.Type, key.Name, "this namespace may not be deleted");
    }
}
