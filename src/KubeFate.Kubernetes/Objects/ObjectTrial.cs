using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Objects;

/// <summary>Asks the server what it would do, with <c>dryRun=All</c>: all that a real request goes through but the writing.</summary>
internal static class ObjectTrial
{
    public static async Task<DryRunResult> ApplyAsync(
        ApiConnection api, ObjectPlaces places, string ns, JsonObject wanted, DryRunOptions options, CancellationToken cancellationToken)
    {
        var name = ObjectName.Of(wanted);
        var result = new DryRunResult { Object = name, Wanted = wanted };
        try
        {
            var path = await places.OfAsync(name, wanted["metadata"]?["namespace"]?.ToString() ?? ns, cancellationToken);
            result = result with { Live = await FindAsync(api, path, cancellationToken) };
            var query = $"?dryRun=All&fieldManager={Uri.EscapeDataString(options.FieldManager)}&force={(options.Force ? "true" : "false")}&fieldValidation={options.FieldValidation}";
            return result with { Applied = await api.SendAsync(HttpMethod.Patch, path + query, wanted, "application/apply-patch+yaml", cancellationToken) };
        }
        catch (KubernetesException refusal) when (IsAboutTheObject(refusal))
        {
            return result with { Refusal = refusal };
        }
    }

    /// <summary>
    /// Why it would not be taken as a new object. The server looks at the whole object before it says that there is one of the name already.
    /// </summary>
    public static async Task<KubernetesException?> CreateAsync(ApiConnection api, ObjectPlaces places, string ns, JsonObject wanted, CancellationToken cancellationToken)
    {
        var name = ObjectName.Of(wanted);
        try
        {
            var path = await places.OfKindAsync(name.ApiVersion, name.Kind, wanted["metadata"]?["namespace"]?.ToString() ?? ns, cancellationToken);
            await api.SendAsync(HttpMethod.Post, path + "?dryRun=All", WithoutNodePorts(wanted), "application/json", cancellationToken);
            return null;
        }
        catch (KubernetesException refusal) when (IsAboutTheObject(refusal))
        {
            return refusal.Reason == "AlreadyExists" ? null : refusal;
        }
    }

    public static async Task<JsonObject?> FindAsync(ApiConnection api, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync(path, ResourceJson.Default.JsonObject, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.Code == KubernetesFailure.NotFound)
        {
            return null;
        }
    }

    private static JsonObject WithoutNodePorts(JsonObject wanted)
    {
        var copy = wanted.DeepClone().AsObject();
        foreach (var port in (copy["spec"]?["ports"] as JsonArray ?? []).OfType<JsonObject>()) port.Remove("nodePort");
        return copy;
    }

    private static bool IsAboutTheObject(KubernetesException refusal) =>
        refusal.Code is not (KubernetesFailure.Unreachable or KubernetesFailure.Unauthorized or KubernetesFailure.ConfigInvalid);
}
