using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Access;

/// <summary>What a real server refuses in an access review.</summary>
internal static class AccessReviewRules
{
    /// <exception cref="ApiFailure">422, or 400 for a local review of another namespace.</exception>
    public static void Require(ResourceType type, JsonObject spec, string? ns)
    {
        var causes = new List<ApiCause>();
        var (resource, path) = (spec["resourceAttributes"], spec["nonResourceAttributes"]);
        if (type == ResourceCatalog.LocalSubjectAccessReviews) RequireNamespace(resource.Text("namespace") ?? "", ns);
        if (resource is null && path is null)
            causes.Add(Invalid("spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        if (resource is not null && path is not null)
            causes.Add(Invalid("spec.nonResourceAttributes", path.ToJsonString(JsonText.Options), "cannot be specified in combination with resourceAttributes"));
        if (type != ResourceCatalog.SelfSubjectAccessReviews && string.IsNullOrEmpty(spec.Text("user")) && spec["groups"] is not JsonArray { Count: > 0 })
            causes.Add(Invalid("spec.user", "\"\"", "at least one of user or group must be specified"));
        if (causes.Count > 0) throw ApiFailure.Invalid(type, "", causes);
    }

    private static void RequireNamespace(string asked, string? ns)
    {
        if (asked == ns) return;
        throw ApiFailure.BadRequest($"spec.resourceAttributes.namespace must match namespace: {ns}");
    }

    private static ApiCause Invalid(string field, string value, string why) => new("FieldValueInvalid", $"Invalid value: {value}: {why}", field);
}
