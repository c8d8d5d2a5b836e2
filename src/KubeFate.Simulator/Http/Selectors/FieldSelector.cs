using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Selectors;

/// <summary>A selector over the few fields that a real server selects by: <c>metadata.name=x,status.phase!=Running</c>.</summary>
internal sealed class FieldSelector
{
    private static readonly string[] OfAll = ["metadata.name", "metadata.namespace"];

    // After the selectable fields of Kubernetes 1.31, per kind.
    private static readonly Dictionary<ResourceType, string[]> OfType = new()
    {
        [ResourceCatalog.Pods] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase",
            "status.podIP", "status.nominatedNodeName",
        ],
        [ResourceCatalog.Events] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
        [ResourceCatalog.Secrets] = ["type"],
        [ResourceCatalog.Namespaces] = ["status.phase"],
        [ResourceCatalog.Nodes] = ["spec.unschedulable"],
        [ResourceCatalog.Services] = ["spec.clusterIP", "spec.type"],
        [ResourceCatalog.ReplicaSets] = ["status.replicas"],
        [ResourceCatalog.ReplicationControllers] = ["status.replicas"],
        [ResourceCatalog.Jobs] = ["status.successful"],
        [ResourceCatalog.CertificateSigningRequests] = ["spec.signerName"],
    };

    private readonly IReadOnlyList<(string Field, bool Equal, string Value)> requirements;

    private FieldSelector(IReadOnlyList<(string, bool, string)> requirements) => this.requirements = requirements;

    /// <exception cref="ApiFailure">400 for a field that a real server cannot select by either.</exception>
    public static FieldSelector Parse(string? text, ResourceType type, string? labels)
    {
        var requirements = SelectorText.Split(text).Select(Read).ToList();
        foreach (var (field, _, _) in requirements)
        {
            if (OfAll.Contains(field) || OfType.GetValueOrDefault(type, []).Contains(field)) continue;
            throw ApiFailure.BadRequest(
                $"Unable to find \"{type.Group}/{type.Version}, Resource={type.Plural}\" that match label selector \"{labels}\", "
                + $"field selector \"{text}\": field label not supported: {field}");
        }

        return new(requirements);
    }

    public bool Matches(JsonObject item) =>
        requirements.All(requirement => Value(item, requirement.Field) == requirement.Value == requirement.Equal);

    private static (string Field, bool Equal, string Value) Read(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) throw ApiFailure.BadRequest($"invalid field selector \"{text}\"; can't understand '{text}'");
        var unequal = text[at - 1] == '!';
        return (text[..(unequal ? at - 1 : at)].Trim(), !unequal, text[(at + 1)..].TrimStart('=').Trim());
    }

    private static string Value(JsonObject item, string field)
    {
        if (field == "source") return item["source"]?["component"]?.ToString() ?? item["reportingComponent"]?.ToString() ?? "";
        JsonNode? node = item;
        foreach (var part in field.Split('.')) node = (node as JsonObject)?[part];
        return node?.ToString() ?? Default(field);
    }

    private static string Default(string field) => field switch
    {
        "spec.unschedulable" or "spec.hostNetwork" => "false",
        "status.replicas" or "status.successful" => "0",
        _ => "",
    };
}
