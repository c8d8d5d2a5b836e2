using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Kubernetes.Tests.Access;

public sealed class NamespaceReaderTests : ServerFixture
{
    [Fact]
    public async Task Namespaces_are_listed_with_labels_annotations_and_age()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        using var gateway = KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = Folder.File("kubeconfig") }, Gateways.NoPlaces, time);
        Server.At("api/v1/namespaces").Put(Parse("""
            {"metadata":{"name":"b","creationTimestamp":"2026-01-01T12:00:00Z","labels":{"l":"1"},"annotations":{"a":"2"}},"status":{"phase":"Active"}}
            """));
        Server.At("api/v1/namespaces").Put(Parse("""{"metadata":{"name":"a"},"status":{"phase":"Terminating"}}"""));

        var all = await gateway.ListNamespacesAsync(Token);

        Assert.Equal(["a", "b"], all.Select(one => one.Name));
        Assert.Equal("Terminating", all[0].Status);
        Assert.Equal(TimeSpan.FromHours(12), all[1].Age);
        Assert.Equal(("1", "2"), (all[1].Labels["l"], all[1].Annotations["a"]));
    }

    [Fact]
    public async Task A_namespace_that_is_there_is_enough()
    {
        Server.Answer("api/v1/namespaces/ns", context => context.Response.WriteAsync("""{"metadata":{"name":"ns"},"status":{"phase":"Active"}}""", context.RequestAborted));

        await Gateway.RequireNamespaceAsync("ns", Token);
    }

    [Fact]
    public async Task A_missing_namespace_tells_how_to_make_it()
    {
        Server.Refuse("api/v1/namespaces/ns", 404, "NotFound", "namespaces \"ns\" not found");

        var failure = await FailsAsync(() => Gateway.RequireNamespaceAsync("ns", Token));
        Assert.Equal(KubernetesFailure.NamespaceMissing, failure.Code);
        Assert.Contains("kubectl create namespace ns", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_is_no_place_to_install()
    {
        Server.Answer("api/v1/namespaces/ns", context => context.Response.WriteAsync("""{"metadata":{"name":"ns"},"status":{"phase":"Terminating"}}""", context.RequestAborted));

        var failure = await FailsAsync(() => Gateway.RequireNamespaceAsync("ns", Token));
        Assert.Equal((KubernetesFailure.NamespaceMissing, true), (failure.Code, failure.IsTransient));
    }

    [Theory]
    [InlineData(201, null)]
    [InlineData(409, null)]
    [InlineData(403, "there is no namespace ns, and the account")]
    public async Task A_missing_namespace_can_be_made(int status, string? refusal)
    {
        string? made = null;
        Server.Refuse("api/v1/namespaces/ns", 404, "NotFound", "namespaces \"ns\" not found");
        Server.Answer("api/v1/namespaces", async context =>
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            made = body!["metadata"]!["name"]!.GetValue<string>();
            if (status == 201) await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
            else await FakeApiServer.WriteStatusAsync(context, status, "Reason", "no");
        });

        if (refusal is null) await Gateway.EnsureNamespaceAsync("ns", Token);
        else Assert.StartsWith(refusal, (await FailsAsync(() => Gateway.EnsureNamespaceAsync("ns", Token))).Message, StringComparison.Ordinal);
        Assert.Equal("ns", made);
    }

    [Fact]
    public async Task Rights_inside_the_namespace_alone_are_enough()
    {
        Server.Refuse("api/v1/namespaces/ns", 403, "Forbidden", "namespaces \"ns\" is forbidden");
        Server.AllowOneByOne("ns", right => right != "create ingresses");

        await Gateway.RequireNamespaceAsync("ns", Token);
    }

    [Fact]
    public async Task A_namespace_that_may_not_be_seen_and_lacks_rights_may_not_be_there()
    {
        Server.Refuse("api/v1/namespaces/ns", 403, "Forbidden", "namespaces \"ns\" is forbidden");
        Server.AllowOneByOne("ns", right => !right.EndsWith(" secrets", StringComparison.Ordinal));

        var failure = await FailsAsync(() => Gateway.RequireNamespaceAsync("ns", Token));
        Assert.Equal(KubernetesFailure.Forbidden, failure.Code);
        Assert.Contains("may not get, list, create, update, patch and delete secrets in the namespace ns, or the namespace does not exist:", failure.Message, StringComparison.Ordinal);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
