using System.Text.Json.Nodes;
using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Access;

/// <summary>Reviews: questions about users and rights, sent by POST and answered at once.</summary>
internal sealed class Reviews(SimulatedCluster cluster)
{
    private readonly Authentication authentication = new(cluster.Tokens);

    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "POST") throw ApiFailure.MethodNotAllowed();
        var review = (JsonObject)(await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content!;
        review["kind"] = request.Type.Kind;
        review["apiVersion"] = request.Type.ApiVersion;
        review["metadata"] ??= new JsonObject();
        review["status"] = Status(request, review);
        await JsonResponse.WriteAsync(request.Http, 201, review, cancellationToken);
    }

    private JsonObject Status(ApiRequest request, JsonObject review)
    {
        var type = request.Type;
        if (type == ResourceCatalog.SelfSubjectReviews) return new() { ["userInfo"] = request.User.ToUserInfo() };
        if (type == ResourceCatalog.TokenReviews) return Token(review);
        if (type == ResourceCatalog.SelfSubjectRulesReviews) return Rules(request.User, review.Text("spec", "namespace") ?? "");
        if (type != ResourceCatalog.LocalSubjectAccessReviews && type != ResourceCatalog.SubjectAccessReviews && type != ResourceCatalog.SelfSubjectAccessReviews)
            throw ApiFailure.MethodNotAllowed();
        var spec = review["spec"] as JsonObject ?? [];
        AccessReviewRules.Require(type, spec, request.Target.Namespace);
        var user = type == ResourceCatalog.SelfSubjectAccessReviews ? request.User
            : new(spec.Text("user") ?? "", JsonList.Read(spec["groups"])) { Uid = spec.Text("uid") };
        return Access(spec, user);
    }

    private JsonObject Access(JsonObject spec, Identity user)
    {
        var (resource, path) = (spec["resourceAttributes"], spec["nonResourceAttributes"]);
        var decision = cluster.Authorizer.Decide(path is null
            ? new()
            {
                User = user,
                Verb = resource.Text("verb") ?? "",
                Group = resource.Text("group") ?? "",
                Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "",
                Namespace = resource.Text("namespace") ?? "",
                Name = resource.Text("name") ?? "",
            }
            : new() { User = user, Verb = path.Text("verb") ?? "", Path = path.Text("path") ?? "" });
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0) status["reason"] = decision.Reason;
        return status;
    }

    private JsonObject Token(JsonObject review) => authentication.OfToken(review.Text("spec", "token") ?? "") is { } user
        ? new() { ["authenticated"] = true, ["user"] = user.ToUserInfo(), ["audiences"] = new JsonArray(Authorization.Tokens.AccountTokens.Issuer) }
        : new() { ["user"] = new JsonObject(), ["error"] = "invalid bearer token" };

    private JsonObject Rules(Identity user, string ns)
    {
        if (ns.Length == 0) throw ApiFailure.BadRequest("no namespace on request");
        var grants = cluster.Authorizer.Granted.Of(user, ns).ToList();
        var rules = grants.SelectMany(grant => grant.Rules).ToList();
        var status = new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(rule => rule.Resources.Count > 0).Select(rule => rule.ToJson())]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(rule => rule.Paths.Count > 0).Select(rule => rule.ToJson())]),
            ["incomplete"] = grants.Exists(grant => grant.Problem is not null),
        };
        if (grants.Find(grant => grant.Problem is not null) is { } missing) status["evaluationError"] = missing.Problem;
        return status;
    }
}
