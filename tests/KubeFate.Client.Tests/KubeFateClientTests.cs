using System.Net;
using System.Net.Sockets;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Client.Tests;

public sealed class KubeFateClientTests
{
    private const string Version = """{"msg":"getVersion Success","version":"v1.4.5"}""";
    private const string Refused = """{"code":401,"message":"signature is invalid"}""";

    private static readonly DateTimeOffset Now = new(2026, 4, 12, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Now);
    private readonly MemoryTokens tokens = new();

    [Fact]
    public async Task A_token_is_renewed_near_its_end_and_not_before()
    {
        var service = new FakeService().SignIn(Now, "first").SignIn(Now.AddHours(1), "second").Json("GET /v1/version", Version);
        using var client = Connect(service);
        await client.GetVersionAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(57));
        await client.GetVersionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Bearer first", service.Requests[^1].Authorization);
        clock.Advance(TimeSpan.FromMinutes(2));
        await client.GetVersionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Bearer second", service.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_token_that_the_service_forgot_costs_one_sign_in()
    {
        tokens.Keep(new Uri("http://kubefate.test/"), "admin", new AccessToken("stale", Now.AddHours(1)));
        var service = new FakeService().SignIn(Now, "fresh").Json("GET /v1/version", Refused, HttpStatusCode.Unauthorized).Json("GET /v1/version", Version);
        using var client = Connect(service);
        Assert.Equal("v1.4.5", (await client.GetVersionAsync(TestContext.Current.CancellationToken)).Version);
        Assert.Equal(["Bearer stale", null, "Bearer fresh"], service.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        var service = new FakeService().Json("POST /v1/user/login", """{"code":401,"message":"incorrect Username or Password"}""", HttpStatusCode.Unauthorized);
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ClientFailure.Unauthenticated, failure.Failure);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_refused_connection_says_how_to_start_a_service()
    {
        var service = new FakeService().Answer("POST /v1/user/login", () =>
            throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ClientFailure.Unreachable, failure.Failure);
        Assert.Contains("kubefate service", failure.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "text/html", "<html>welcome</html>")]
    [InlineData(HttpStatusCode.NotFound, "text/plain", "default backend - 404")]
    [InlineData(HttpStatusCode.BadGateway, "text/html", "<html>502</html>")]
    [InlineData(HttpStatusCode.OK, "application/json", "[1,2")]
    public async Task What_is_no_answer_of_ours_is_told_apart(HttpStatusCode status, string type, string body)
    {
        var service = new FakeService().SignIn(Now).Answer("GET /v1/version", body, status, type);
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ClientFailure.NotOurs, failure.Failure);
    }

    [Theory]
    [InlineData("application/json", """{"error":"this needs the role admin","code":"forbidden"}""")]
    [InlineData("application/problem+json", """{"title":"Forbidden","status":403,"detail":"this needs the role admin","error":"this needs the role admin","code":"forbidden"}""")]
    public async Task Errors_of_old_and_of_new_routes_read_alike(string type, string body)
    {
        var service = new FakeService().SignIn(Now).Answer("GET /v1/audit", body, HttpStatusCode.Forbidden, type);
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.Audit.ListAsync(new(), TestContext.Current.CancellationToken));
        Assert.Equal((ClientFailure.Forbidden, "this needs the role admin", "forbidden"), (failure.Failure, failure.Message, failure.Code));
    }

    [Fact]
    public async Task Problem_details_of_a_gateway_are_told_apart_from_ours()
    {
        var service = new FakeService().SignIn(Now).Answer("GET /v1/version", """{"type":"about:blank","title":"Bad Gateway","detail":"upstream is down"}""", HttpStatusCode.BadGateway, "application/problem+json");
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ClientFailure.NotOurs, failure.Failure);
        Assert.Contains("502", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_access_token_is_not_taken_for_a_wrong_password()
    {
        var service = new FakeService().Json("GET /v1/version", """{"code":401,"message":"token is invalid"}""", HttpStatusCode.Unauthorized);
        using var client = new KubeFateClient(new ServiceConnection { Address = new Uri("http://kubefate.test"), Token = "kft_abc" }, tokens, clock, service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ClientFailure.Unauthenticated, failure.Failure);
        Assert.Contains("kubefate token create", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("kft_abc", failure.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Too_many_sign_ins_are_told_with_the_services_cure()
    {
        var service = new FakeService().Json("POST /v1/user/login", """{"error":"too many sign-ins from this address; wait a minute","code":"too_many_requests"}""", HttpStatusCode.TooManyRequests);
        using var client = Connect(service);
        var failure = await Assert.ThrowsAsync<KubeFateClientException>(() => client.GetVersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("too_many_requests", true), (failure.Code, failure.Message.Contains("wait a minute", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_watch_that_never_worked_fails_at_once()
    {
        var service = new FakeService().SignIn(Now).Answer("GET /v1/job/x/events", "<html/>", HttpStatusCode.OK, "text/html");
        using var client = Connect(service);
        await Assert.ThrowsAsync<KubeFateClientException>(async () =>
        {
            await foreach (var _ in client.Jobs.WatchAsync("x", 0, TestContext.Current.CancellationToken)) Assert.Fail("no event was sent");
        });
    }

    private KubeFateClient Connect(FakeService service) =>
        new(new ServiceConnection { Address = new Uri("http://kubefate.test"), Username = "admin", Password = "pw" }, tokens, clock, service);

    private sealed class MemoryTokens : ITokenCache
    {
        private AccessToken? kept;

        public AccessToken? Find(Uri address, string username) => kept;

        public void Keep(Uri address, string username, AccessToken? token) => kept = token;
    }
}
