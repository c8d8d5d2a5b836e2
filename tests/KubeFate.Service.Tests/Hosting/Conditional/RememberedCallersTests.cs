using System.Net;
using KubeFate.Client.Users;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Hosting.Conditional;

/// <summary>Who is answered from memory: nobody who may not be, from the moment on at which anybody says so.</summary>
public sealed class RememberedCallersTests : IAsyncLifetime
{
    private TwoReplicas replicas = null!;

    public async ValueTask InitializeAsync() => replicas = await TwoReplicas.StartAsync();

    public ValueTask DisposeAsync() => replicas.DisposeAsync();

    [Theory]
    [InlineData("logout")]
    [InlineData("password")]
    [InlineData("disable")]
    [InlineData("delete")]
    public async Task A_session_that_ends_at_one_replica_has_ended_at_the_other(string how)
    {
        var token = await replicas.AddUserAsync("ann", UserRole.Operator);
        await TwoReplicas.KeepAsync(replicas.Other, "v1/cluster/", token);
        var uuid = (await replicas.One.SendAsync(HttpMethod.Get, "v1/user/me", token: token)).Data("uuid");

        var ended = how switch
        {
            "logout" => await replicas.One.SendAsync(HttpMethod.Post, "v1/user/logout", token: token),
            "password" => await replicas.One.SendAsync(HttpMethod.Put, $"v1/user/{uuid}", """{"password":"another-password-1"}"""),
            "disable" => await replicas.One.SendAsync(HttpMethod.Put, $"v1/user/{uuid}", """{"userStatus":"Deprecate"}"""),
            _ => await replicas.One.SendAsync(HttpMethod.Delete, $"v1/user/{uuid}"),
        };

        Assert.True(ended.Status == 200, ended.Text);
        Assert.Equal(401, (await replicas.Other.SendAsync(HttpMethod.Get, "v1/cluster/", token: token)).Status);
        Assert.Equal(401, (await replicas.One.SendAsync(HttpMethod.Get, "v1/cluster/", token: token)).Status);
    }

    [Fact]
    public async Task A_role_that_is_lowered_at_one_replica_is_lowered_at_the_other()
    {
        var token = await replicas.AddUserAsync("ann", UserRole.Admin);
        Assert.Equal(200, (await replicas.Other.SendAsync(HttpMethod.Get, "v1/user", token: token)).Status);
        var uuid = (await replicas.One.SendAsync(HttpMethod.Get, "v1/user/me", token: token)).Data("uuid");
        await replicas.One.SendAsync(HttpMethod.Put, $"v1/user/{uuid}", """{"role":"viewer"}""");
        Assert.Equal(403, (await replicas.Other.SendAsync(HttpMethod.Get, "v1/user", token: token)).Status);
    }

    [Fact]
    public async Task An_access_token_that_is_revoked_at_one_replica_is_refused_at_the_other()
    {
        var made = await replicas.One.SendAsync(HttpMethod.Post, "v1/token", """{"name":"nightly"}""");
        await TwoReplicas.KeepAsync(replicas.Other, "v1/job/", made.Data("token"));
        await replicas.One.SendAsync(HttpMethod.Delete, $"v1/token/{made.Data("uuid")}");
        Assert.Equal(401, (await replicas.Other.SendAsync(HttpMethod.Get, "v1/job/", token: made.Data("token"))).Status);
    }

    [Fact]
    public async Task A_token_that_has_expired_is_refused_though_it_is_remembered()
    {
        replicas.Time.Advance(TimeSpan.FromMinutes(29) + TimeSpan.FromSeconds(58));
        await TwoReplicas.KeepAsync(replicas.Other, "v1/version/");
        replicas.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(401, (await replicas.Other.SendAsync(HttpMethod.Get, "v1/version/")).Status);
    }

    [Fact]
    public async Task An_answer_belongs_to_its_token_wherever_that_is_brought()
    {
        await TwoReplicas.KeepAsync(replicas.One, "v1/cluster/");
        var token = replicas.One.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        replicas.One.Http.DefaultRequestHeaders.Authorization = null;

        using var cookie = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/", null, ("Cookie", "jwt=" + token));
        using var query = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/?token=" + token);
        using var none = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/");
        using var other = await TwoReplicas.GetAsync(replicas.One, "v1/cluster/", token[..^2] + "xx");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], new[] { cookie, query, none, other }.Select(answer => answer.StatusCode));
    }

    [Fact]
    public void An_answer_is_found_by_its_own_user_in_its_own_role_at_its_own_address_alone()
    {
        var memory = new AnswerMemory(replicas.Time);
        var stamps = new ChangeStamps(1, 1, 1, 1);
        var ann = Caller(1, UserRole.Admin);
        memory.Offer(Request("/v1/x", ann, stamps), "W/\"tag\"", "{}"u8.ToArray());

        Assert.NotNull(memory.Find(Request("/v1/x", ann, stamps), ann, stamps));
        Assert.Null(memory.Find(Request("/v1/x", ann, stamps), Caller(2, UserRole.Admin), stamps));
        Assert.Null(memory.Find(Request("/v1/x", ann, stamps), Caller(1, UserRole.Viewer), stamps));
        Assert.Null(memory.Find(Request("/v1/x?name=y", ann, stamps), ann, stamps));
    }

    [Fact]
    public void Answers_stay_within_their_bound_whatever_is_asked_for()
    {
        var memory = new AnswerMemory(replicas.Time);
        var stamps = new ChangeStamps(1, 1, 1, 1);
        for (var i = 0; i < 100; i++) memory.Offer(Request($"/v1/x?{i}", Caller(1, UserRole.Admin), stamps), "W/\"tag\"", new byte[300_000]);
        Assert.InRange(memory.Cost, 1, AnswerMemory.MostBytes);
        Assert.NotNull(memory.Find(Request("/v1/x?99", Caller(1, UserRole.Admin), stamps), Caller(1, UserRole.Admin), stamps));
        Assert.Null(memory.Find(Request("/v1/x?0", Caller(1, UserRole.Admin), stamps), Caller(1, UserRole.Admin), stamps));
    }

    [Fact]
    public void What_is_kept_is_made_from_the_database_alone()
    {
        // Kubernetes, a clock, the queue's own state move no stamp: whoever adds one of them to such a route takes its mark away.
        string[] allowed = ["HttpRequest", "CancellationToken", "String", "ServiceOptions", "ClusterStore", "JobList", "JobStore", "ChartStore", "ChartCatalogue", "BuiltInCharts"];
        var routes = replicas.One.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<KeptUntil>() is not null).ToList();
        Assert.Equal(6, routes.Count);
        Assert.All(routes, route =>
        {
            Assert.Equal(["GET"], route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods);
            Assert.All(route.Metadata.OfType<System.Reflection.MethodInfo>().Single().GetParameters(), parameter => Assert.Contains(parameter.ParameterType.Name, allowed));
        });
    }

    private static Caller Caller(long id, string role) => new(Records.User("ann") with { Id = id, Role = role }, role, null);

    private static DefaultHttpContext Request(string target, Caller caller, ChangeStamps stamps)
    {
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Features.Set(caller);
        context.Features.Set(stamps);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new KeptUntil(DataAreas.All)), "x"));
        return context;
    }
}
