using KubeFate.Client.Tokens;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Users.Tokens;

/// <summary><c>/v1/token</c>: personal access tokens.</summary>
internal static class TokenEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/v1/token").WithTags("Token").AnswersProblems();
        tokens.MapPost("", CreateAsync).ForViewers().HoldsSecrets().Audited("token.create").TakesBody(typeof(TokenRequest)).WithSummary("Make a personal access token; only this answer holds it");
        tokens.MapGet("", ListAsync).ForViewers().WithSummary("List the caller's tokens; with all=true, for admins, those of all users");
        tokens.MapDelete("{uuid}", DeleteAsync).ForViewers().Audited("token.delete").WithSummary("Revoke a token");
    }

    private static async Task<Ok<Envelope<TokenResponse>>> CreateAsync(HttpContext context, AccessTokens tokens, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.TokenRequest, cancellationToken);
        var made = await tokens.CreateAsync(context.GetCaller(), body, cancellationToken);
        context.SetAuditTarget(made.Uuid, made.Name);
        return TypedResults.Ok(new Envelope<TokenResponse> { Data = made, Message = "createToken Success" });
    }

    private static async Task<Ok<Envelope<IReadOnlyList<TokenResponse>>>> ListAsync(
        HttpContext context, AccessTokenStore store, CancellationToken cancellationToken, bool all = false)
    {
        var caller = context.GetCaller();
        if (all && !caller.IsAdmin) throw new ServiceException("forbidden", $"this needs the role admin, and yours is {caller.Role}; without all=true you get your own tokens", StatusCodes.Status403Forbidden);
        var found = await store.ListAsync(all ? null : caller.User.Id, cancellationToken);
        return TypedResults.Ok(new Envelope<IReadOnlyList<TokenResponse>> { Data = [.. found.Select(TokenMapping.ToResponse)], Message = "getTokenList Success" });
    }

    private static async Task<Ok<MessageResponse>> DeleteAsync(
        string uuid, HttpContext context, AccessTokenStore store, SessionChanges changes, CancellationToken cancellationToken)
    {
        var caller = context.GetCaller();
        var found = await store.FindAsync(uuid, cancellationToken);
        // Whether another user's token exists is not told.
        if (found is null || (found.Owner.Id != caller.User.Id && !caller.IsAdmin)) throw ServiceException.NotFound("token_missing");
        context.SetAuditTarget(uuid, found.Token.Name);
        context.SetAuditDetail($"token of {found.Owner.Username}");
        if (!await store.DeleteAsync(found.Token.Id, cancellationToken)) throw ServiceException.NotFound("token_missing");
        changes.Raise(found.Owner.Id);
        return TypedResults.Ok(new MessageResponse { Message = "deleteToken Success" });
    }
}
