using System.Text.Json;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Users;

/// <summary><c>POST /v1/user/login</c> and <c>/v1/user/logout</c>.</summary>
internal static class LoginEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/user/login", LoginAsync).AllowAnonymous().WithSummary("Sign in; the answer holds a token");
        // A browser that follows a link here gets the original's answer, not a 404.
        routes.MapGet("/v1/user/login", () => Refused("cookie token is empty")).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/v1/user/logout", () => TypedResults.Text("{\"code\":200}", "application/json", System.Text.Encoding.UTF8))
            .AllowAnonymous().WithSummary("Sign out: the client forgets its token");
    }

    private static async Task<Results<Ok<LoginResponse>, JsonHttpResult<AuthenticationErrorResponse>>> LoginAsync(
        HttpRequest request, HttpResponse response, SignIn signIn, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } login) return Refuse(response, "missing Username or Password");
        var answer = await signIn.TryAsync(login.Username, login.Password, cancellationToken);
        return answer is null ? Refuse(response, "incorrect Username or Password") : TypedResults.Ok(answer);
    }

    // The content type is not looked at: FATE Manager and curl users send none.
    private static async Task<LoginRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, WireJson.Default.LoginRequest, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonHttpResult<AuthenticationErrorResponse> Refuse(HttpResponse response, string message)
    {
        response.Headers.WWWAuthenticate = "JWT realm=gin jwt";
        return Refused(message);
    }

    private static JsonHttpResult<AuthenticationErrorResponse> Refused(string message) =>
        TypedResults.Json(new AuthenticationErrorResponse { Code = 401, Message = message }, statusCode: StatusCodes.Status401Unauthorized);
}
