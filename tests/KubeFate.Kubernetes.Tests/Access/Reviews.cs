using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.Access;

/// <summary>Answers to access reviews.</summary>
internal static class Reviews
{
    private const string Folder = "apis/authorization.k8s.io/v1/";

    /// <summary>A server that lists no rules; whether a right such as <c>get pods/log</c> is there is asked one by one.</summary>
    public static void AllowOneByOne(this FakeApiServer server, string ns, Func<string, bool> isAllowed) => server.Answer(Folder + "selfsubjectaccessreviews", async context =>
    {
        var review = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var attributes = review["spec"]!["resourceAttributes"]!;
        Assert.Equal(ns, attributes["namespace"]!.GetValue<string>());
        var resource = attributes["resource"]!.GetValue<string>() + (attributes["subresource"] is { } below ? $"/{below}" : "");
        review["status"] = new JsonObject { ["allowed"] = isAllowed($"{attributes["verb"]} {resource}") };
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync(review.ToJsonString(), context.RequestAborted);
    });

    /// <summary>A server whose authorizer lists these rules.</summary>
    public static void AllowByRules(this FakeApiServer server, string rules) => server.Answer(Folder + "selfsubjectrulesreviews", async context =>
    {
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync($$"""{"kind":"SelfSubjectRulesReview","status":{"resourceRules":{{rules}},"nonResourceRules":[],"incomplete":false} }""", context.RequestAborted);
    });
}
