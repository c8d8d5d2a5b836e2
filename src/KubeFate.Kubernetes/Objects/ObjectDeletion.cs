using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Connections;

namespace KubeFate.Kubernetes.Objects;

/// <summary>Deletes one object, the very one that was meant.</summary>
internal static class ObjectDeletion
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when it is gone.</summary>
    public static async Task RunAsync(ApiConnection api, string path, string uid, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(api, path, uid, cancellationToken)) return;
        // What it made goes first: a new database must not open the files of one that still writes them.
        await BeginAsync(api, path, uid, "Foreground", cancellationToken);
        while (await IsThereAsync(api, path, uid, cancellationToken)) await Task.Delay(Pause, api.Time, cancellationToken);
    }

    /// <summary>Asks for it and does not wait.</summary>
    public static async Task BeginAsync(ApiConnection api, string path, string uid, string propagation, CancellationToken cancellationToken)
    {
        JsonObject options = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = propagation,
            ["preconditions"] = new JsonObject { ["uid"] = uid },
        };
        try
        {
            await api.SendAsync(HttpMethod.Delete, path, options, "application/json", cancellationToken);
        }
        catch (KubernetesException e) when (e.HttpStatus is 404 or 409)
        {
            // It is gone, or another has its name: somebody was faster.
        }
    }

    private static async Task<bool> IsThereAsync(ApiConnection api, string path, string uid, CancellationToken cancellationToken) =>
        await ObjectTrial.FindAsync(api, path, cancellationToken) is { } live && live["metadata"]?["uid"]?.ToString() == uid;
}
