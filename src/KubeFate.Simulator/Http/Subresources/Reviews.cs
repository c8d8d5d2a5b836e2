using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>Reviews: questions sent by POST and answered at once. Everyone may do everything here, and is one user.</summary>
internal static class Reviews
{
    private const string User = "kubefate-simulator";

    public static async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "POST") throw ApiFailure.MethodNotAllowed();
        var review = (JsonObject)(await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content!;
        review["kind"] = request.Type.Kind;
        review["apiVersion"] = request.Type.ApiVersion;
        review["metadata"] ??= new JsonObject();
        review["status"] = Status(request.Type, review);
        await JsonResponse.WriteAsync(request.Http, 201, review, cancellationToken);
    }

    private static JsonObject Status(ResourceType type, JsonObject review)
    {
        if (type == ResourceCatalog.SelfSubjectReviews) return new() { ["userInfo"] = UserInfo() };
        if (type == ResourceCatalog.TokenReviews) return new() { ["authenticated"] = true, ["user"] = UserInfo() };
        if (type == ResourceCatalog.SelfSubjectRulesReviews)
        {
            return new()
            {
                ["resourceRules"] = new JsonArray(Everything("verbs", "apiGroups", "resources")),
                ["nonResourceRules"] = new JsonArray(Everything("verbs", "nonResourceURLs")),
                ["incomplete"] = false,
            };
        }

        if (review["spec"]?["resourceAttributes"] is null && review["spec"]?["nonResourceAttributes"] is null)
        {
            throw ApiFailure.Invalid(type, "", [new(
                "FieldValueInvalid", "Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified", "spec.resourceAttributes")]);
        }

        return new() { ["allowed"] = true, ["reason"] = "the simulated Kubernetes allows everything" };
    }

    private static JsonObject Everything(params string[] fields) => new(fields.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonArray("*"))));

    private static JsonObject UserInfo() =>
        new() { ["username"] = User, ["groups"] = new JsonArray("system:masters", "system:authenticated") };
}
