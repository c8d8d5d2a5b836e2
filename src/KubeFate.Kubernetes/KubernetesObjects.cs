using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Objects;

namespace KubeFate.Kubernetes;

/// <summary>
/// Objects of any kind, as the server has them: what a manifest would do, and what has to be taken away or marked before it can. The server is
/// asked where it serves a kind, so nothing here knows kinds. Every method throws <see cref="KubernetesException"/>.
/// </summary>
public sealed class KubernetesObjects
{
    private readonly ApiConnection _api;

    internal KubernetesObjects(ApiConnection api) => _api = api;

    /// <summary>
    /// Tries the objects of a manifest one by one by server-side apply, each as if it came alone; nothing is changed. What the server refuses
    /// is a result, not an exception. Objects that name no namespace are taken to be of <paramref name="ns"/>.
    /// </summary>
    /// <exception cref="KubernetesException">The server cannot be reached or does not know us.</exception>
    public async IAsyncEnumerable<DryRunResult> DryRunAsync(
        string ns, IEnumerable<JsonObject> manifest, DryRunOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var places = new ObjectPlaces(_api);
        foreach (var wanted in manifest) yield return await ObjectTrial.ApplyAsync(_api, places, ns, wanted, options, cancellationToken);
    }

    /// <summary>
    /// Why the server would not take the object even if it had none of that name; null when it would. Nothing is changed. Node ports are left out: the object's
    /// own would stand in its way.
    /// </summary>
    public Task<KubernetesException?> FindFaultAsync(string ns, JsonObject wanted, CancellationToken cancellationToken) =>
        ObjectTrial.CreateAsync(_api, new ObjectPlaces(_api), ns, wanted, cancellationToken);

    /// <summary>The object, or null when there is none.</summary>
    public async Task<JsonObject?> FindAsync(string ns, ObjectName name, CancellationToken cancellationToken) =>
        await ObjectTrial.FindAsync(_api, await new ObjectPlaces(_api).OfAsync(name, ns, cancellationToken), cancellationToken);

    /// <summary>The objects of a kind in a namespace that have these labels (<c>a=b,c=d</c>).</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string ns, string apiVersion, string kind, string labels, CancellationToken cancellationToken) =>
        await ObjectList.ReadAsync(_api, await new ObjectPlaces(_api).OfKindAsync(apiVersion, kind, ns, cancellationToken), labels, cancellationToken);

    /// <summary>
    /// Deletes the object with that uid, workloads with their pods, and returns when it is gone. One of the name that is another by now stays. Claims that a
    /// StatefulSet made stay. Safe to repeat.
    /// </summary>
    public async Task DeleteAsync(string ns, ObjectName name, string uid, CancellationToken cancellationToken) =>
        await ObjectDeletion.RunAsync(_api, await new ObjectPlaces(_api).OfAsync(name, ns, cancellationToken), uid, cancellationToken);

    /// <summary>The same without waiting; what the object made goes in the background.</summary>
    public async Task BeginDeletionAsync(string ns, ObjectName name, string uid, CancellationToken cancellationToken) =>
        await ObjectDeletion.BeginAsync(_api, await new ObjectPlaces(_api).OfAsync(name, ns, cancellationToken), uid, "Background", cancellationToken);

    /// <summary>Sets an annotation; nothing else of the object changes.</summary>
    public async Task AnnotateAsync(string ns, ObjectName name, string annotation, string value, CancellationToken cancellationToken)
    {
        JsonObject patch = new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } };
        await _api.SendAsync(HttpMethod.Patch, await new ObjectPlaces(_api).OfAsync(name, ns, cancellationToken), patch, "application/merge-patch+json", cancellationToken);
    }
}
