using System.Text;
using System.Text.Json;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Users.Sessions;

/// <summary><c>POST /v1/user/login</c>, <c>/v1/user/logout</c> and <c>/v1/user/refresh</c>.</summary>
internal static class LoginEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/v1/user").WithTags("User");
        users.MapPost("login", LoginAsync).AllowAnonymous().RequireRateLimiting(LoginRate.Policy).HoldsSecrets().Audited("user.login").TakesBody(typeof(LoginRequest))
            .WithSummary("Sign in; the answer holds a token");
        // A browser that follows a link here gets the original's answer, not a 404.
        users.MapGet("login", () => Refused("cookie token is empty")).AllowAnonymous().ExcludeFromDescription();
        users.MapPost("logout", LogoutAsync).AllowAnonymous().Audited("user.logout").WithSummary("Sign out: the session's tokens are refused from now on");
        users.MapPost("refresh", Refresh).ForViewers().HoldsSecrets().Audited("user.refresh").AnswersProblems().WithSummary("A new token for the same session");
    }

    private static async Task<Results<Ok<LoginResponse>, JsonHttpResult<AuthenticationErrorResponse>>> LoginAsync(
        HttpContext context, SignIn signIn, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context.Request, cancellationToken) is not { } login) return Refuse(context, "missing Username or Password");
        var name = login.Username ?? "";
        // People type a password there by mistake: what cannot be a name is not written down.
        context.SetAuditUser(UserRules.IsUsername(name) ? name : "");
        var outcome = await signIn.TryAsync(name, login.Password ?? "", cancellationToken);
        if (outcome.Login is not null) context.SetAuditUser(name);
        context.SetAuditDetail(outcome.Reason);
        return outcome.Login is { } answer ? TypedResults.Ok(answer) : Refuse(context, "incorrect Username or Password");
    }

    // Also without a token, or with one that is refused: whoever signs out is signed out.
    private static async Task<ContentHttpResult> LogoutAsync(HttpContext context, LiveSessions sessions, CancellationToken cancellationToken)
    {
        if (context.FindCaller() is { Session: { } session } caller) await sessions.EndAsync(caller, session, cancellationToken);
        return TypedResults.Text("{\"code\":200}", "application/json", Encoding.UTF8);
    }

    private static Results<Ok<LoginResponse>, JsonHttpResult<AuthenticationErrorResponse>> Refresh(HttpContext context, LiveSessions sessions)
    {
        var caller = context.GetCaller();
        if (caller.Session is not { } session)
            throw new ServiceException("session_needed", "a personal access token lives as long as it was made for and is not refreshed", StatusCodes.Status400BadRequest);
        return sessions.Renew(caller, session) is { } answer ? TypedResults.Ok(answer) : Refuse(context, "Token is expired");
    }

    // The content type is not looked at: FATE Manager and curl users send none.
    private static async Task<LoginRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await RequestBody.ReadAllAsync(request, cancellationToken);
            return JsonSerializer.Deserialize(body.Span, WireJson.Default.LoginRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonHttpResult<AuthenticationErrorResponse> Refuse(HttpContext context, string message)
    {
        context.Response.Headers.WWWAuthenticate = "JWT realm=gin jwt";
        return Refused(message);
    }

    private static JsonHttpResult<AuthenticationErrorResponse> Refused(string message) =>
        TypedResults.Json(new AuthenticationErrorResponse { Code = 401, Message = message }, statusCode: StatusCodes.Status401Unauthorized);
}
