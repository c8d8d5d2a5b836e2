using KubeFate.Client.Users;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Users;

/// <summary><c>/v1/user</c>. The id <c>me</c> is the caller.</summary>
internal static class UserEndpoints
{
    private const string Me = "me";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/v1/user").WithTags("User");
        users.MapGet("", ListAsync).ForAdmins().WithSummary("List the users");
        users.MapPost("", CreateAsync).ForAdmins().Audited("user.create").TakesBody(typeof(UserRequest)).WithSummary("Make a user");
        users.MapGet("{uuid}", GetAsync).ForViewers().WithSummary("Show a user; who is no admin may see only me");
        users.MapPut("{uuid}", UpdateAsync).ForAdmins().Audited("user.update").TakesBody(typeof(UserRequest)).WithSummary("Change a user's e-mail, role, status or password");
        users.MapDelete("{uuid}", DeleteAsync).ForAdmins().Audited("user.delete").WithSummary("Delete a user, and end its sessions and tokens");
        users.MapPut("me/password", ChangePasswordAsync).ForViewers().Audited("user.password").TakesBody(typeof(PasswordRequest)).AnswersProblems()
            .WithSummary("Change the caller's own password; all sessions of the caller end");
    }

    private static async Task<Ok<Envelope<IReadOnlyList<UserResponse>>>> ListAsync(UserStore users, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Envelope<IReadOnlyList<UserResponse>> { Data = [.. (await users.ListAsync(cancellationToken)).Select(ToResponse)], Message = "getUserList Success" });

    private static async Task<Ok<Envelope<UserResponse>>> CreateAsync(HttpContext context, UserAccounts accounts, CancellationToken cancellationToken)
    {
        context.GetCaller().RequireSession("make a user");
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.UserRequest, cancellationToken);
        var user = await accounts.CreateAsync(body, cancellationToken);
        context.SetAuditTarget(user.Uuid, user.Username);
        context.SetAuditDetail("role " + user.Role);
        // The original's message, mistake and all: the answer is compared by old clients' tests.
        return TypedResults.Ok(new Envelope<UserResponse> { Data = ToResponse(user), Message = "createCluster Success" });
    }

    private static async Task<Ok<Envelope<UserResponse>>> GetAsync(string uuid, HttpContext context, UserStore users, CancellationToken cancellationToken)
    {
        var caller = context.GetCaller();
        if (uuid != Me && uuid != caller.User.Uuid && !caller.IsAdmin)
            throw new ServiceException("forbidden", $"this needs the role admin, and yours is {caller.Role}; /v1/user/me is your own user", StatusCodes.Status403Forbidden);
        return TypedResults.Ok(new Envelope<UserResponse> { Data = ToResponse(await FindAsync(uuid, context, users, cancellationToken)), Message = "getUser Success" });
    }

    private static async Task<Ok<MessageResponse>> UpdateAsync(
        string uuid, HttpContext context, UserStore users, UserAccounts accounts, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.UserRequest, cancellationToken);
        var user = await FindAsync(uuid, context, users, cancellationToken);
        context.SetAuditDetail(Describe(body));
        if (FindGift(user, body) is { } gift) context.GetCaller().RequireSession(gift);
        await accounts.UpdateAsync(user, body, cancellationToken);
        return TypedResults.Ok(new MessageResponse { Message = "setUser Success" });
    }

    private static async Task<Ok<MessageResponse>> DeleteAsync(
        string uuid, HttpContext context, UserStore users, UserAccounts accounts, CancellationToken cancellationToken)
    {
        await accounts.DeleteAsync(await FindAsync(uuid, context, users, cancellationToken), cancellationToken);
        return TypedResults.Ok(new MessageResponse { Message = "deleteUser Success" });
    }

    private static async Task<Ok<MessageResponse>> ChangePasswordAsync(HttpContext context, UserAccounts accounts, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, WireJson.Default.PasswordRequest, cancellationToken);
        var caller = context.GetCaller();
        context.SetAuditTarget(caller.User.Uuid, caller.User.Username);
        await accounts.ChangePasswordAsync(caller, body, cancellationToken);
        return TypedResults.Ok(new MessageResponse { Message = "setUser Success" });
    }

    private static async Task<UserRecord> FindAsync(string uuid, HttpContext context, UserStore users, CancellationToken cancellationToken)
    {
        var user = uuid == Me ? context.GetCaller().User : await users.FindByUuidAsync(uuid, cancellationToken) ?? throw ServiceException.NotFound("user_missing");
        context.SetAuditTarget(user.Uuid, user.Username);
        return user;
    }

    // What gives access, in words; null when the change gives none.
    private static string? FindGift(UserRecord user, UserRequest change) => change switch
    {
        { Password: not null } => "set a password",
        { Role: { } role } when Roles.Rank(role) > Roles.Rank(user.Role) => "raise a role",
        { UserStatus: UserStatus.Available } when user.Status != UserStatus.Available => "enable a user",
        _ => null,
    };

    // What was changed, and never a password.
    private static string Describe(UserRequest body) => string.Join(", ", new[]
    {
        body.Role is { } role ? "role " + role : null,
        body.UserStatus is { } status ? "userStatus " + status : null,
        body.Email is null ? null : "email",
        body.Password is null ? null : "password",
    }.OfType<string>());

    private static UserResponse ToResponse(UserRecord user) => new()
    {
        Uuid = user.Uuid,
        Username = user.Username,
        Email = user.Email.Length == 0 ? null : user.Email,
        UserStatus = user.Status,
        Role = user.Role,
        Id = user.Id,
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
    };
}
