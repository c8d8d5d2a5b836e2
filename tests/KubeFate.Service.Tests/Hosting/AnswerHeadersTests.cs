using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Users;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>What every answer says to browsers and caches.</summary>
public sealed class AnswerHeadersTests : ServiceTests
{
    /// <summary>The routes whose answers hold a token, a password, or what may hold one.</summary>
    private static readonly string[] Secret =
    [
        "GET /v1/log/{clusterId}", "GET /v1/log/{clusterId}/stream", "GET /v1/log/{clusterId}/ws", "GET /v1/supportbundle", "POST /v1/cluster/render", "POST /v1/token", "POST /v1/user/login", "POST /v1/user/refresh",
    ];

    [Fact]
    public void The_routes_that_hold_secrets_say_so() =>
        Assert.Equal(Secret, ServiceRoute.Of(Service).Where(route => route.Endpoint.Metadata.OfType<SecretAnswer>().Any()).Select(route => route.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_answer_is_what_it_says_and_is_kept_by_nobody_unless_it_is_compared()
    {
        var token = Service.Http.DefaultRequestHeaders.Authorization!;
        var wrong = new List<string>();
        foreach (var route in ServiceRoute.Of(Service).Where(route => route.Name != "POST /v1/user/logout"))
        {
            foreach (var signedIn in new[] { true, false })
            {
                Service.Http.DefaultRequestHeaders.Authorization = signedIn ? token : null;
                using var request = new HttpRequestMessage(route.Method, route.Address);
                using var answer = await Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                var keeps = answer.Headers.CacheControl?.ToString();
                var type = answer.Headers.TryGetValues("X-Content-Type-Options", out var values) ? string.Join(',', values) : "";
                var fits = type == "nosniff" && (answer.Headers.ETag is null ? keeps?.Contains("no-store", StringComparison.Ordinal) == true : keeps == "no-cache, private");
                if (!fits || (Secret.Contains(route.Name) && answer.Headers.ETag is not null)) wrong.Add($"{route.Name} signed in {signedIn}: {(int)answer.StatusCode} \"{type}\" \"{keeps}\" {answer.Headers.ETag}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_token_is_never_kept()
    {
        using var login = await Service.TrySignInAsync();
        Assert.Equal("no-store", login.Headers.CacheControl!.ToString());
    }
}
