using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.Access;

/// <summary>Answers to access reviews.</summary>
internal static class Reviews
{
    private const string Folder = "apis/authorization.k8s.io/v1/";

    /// <summary>A server that lists no rules; whether a right such as <c>get pods/log</c> is there is asked one by one.</summary>
    public static void AllowOneByOne(this FakeApiServer server, string ns, Func<string, bool> isAllowed)
    {
        server.ServeKinds();
        server.Answer(Folder + "selfsubjectaccessreviews", context => AnswerAsync(context, ns, isAllowed));
    }

    private static async Task AnswerAsync(HttpContext context, string ns, Func<string, bool> isAllowed)
    {
        var review = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var attributes = review["spec"]!["resourceAttributes"]!;
        Assert.Equal(ns, attributes["namespace"]!.GetValue<string>());
        var resource = attributes["resource"]!.GetValue<string>() + (attributes["subresource"] is { } below ? $"/{below}" : "");
        review["status"] = new JsonObject { ["allowed"] = isAllowed($"{attributes["verb"]} {resource}") };
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync(review.ToJsonString(), context.RequestAborted);
    }

    /// <summary>A server whose authorizer lists these rules.</summary>
    public static void AllowByRules(this FakeApiServer server, string rules)
    {
        server.ServeKinds();
        server.Answer(Folder + "selfsubjectrulesreviews", context =>
        {
            context.Response.StatusCode = 201;
            return context.Response.WriteAsync($$"""{"kind":"SelfSubjectRulesReview","status":{"resourceRules":{{rules}},"nonResourceRules":[],"incomplete":false} }""", context.RequestAborted);
        });
    }

    /// <summary>The kinds that the tests ask about.</summary>
    private static void ServeKinds(this FakeApiServer server)
    {
        Serve("apps/v1", "statefulsets", "StatefulSet", "true");
        Serve("networking.k8s.io/v1", "ingresses", "Ingress", "true");
        Serve("rbac.authorization.k8s.io/v1", "clusterroles", "ClusterRole", "false");
        server.Refuse("apis/example.com/v1", 404, "NotFound", "the server could not find the requested resource");

        void Serve(string version, string plural, string kind, string namespaced) => server.Answer($"apis/{version}", context => context.Response.WriteAsync(
            $$"""{"kind":"APIResourceList","groupVersion":"{{version}}","resources":[{"name":"{{plural}}","kind":"{{kind}}","namespaced":{{namespaced}}},{"name":"{{plural}}/status","kind":"{{kind}}","namespaced":{{namespaced}}}]}""",
            context.RequestAborted));
    }
}
