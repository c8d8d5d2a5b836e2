using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Cli.Output;
using KubeFate.Client.Tokens;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Tokens;

/// <summary><c>kubefate token</c>: personal access tokens, for automation.</summary>
internal static class TokenCommands
{
    private static readonly ListView<TokenResponse> View = new(
        token => token.Uuid,
        token => token.Name,
        new("UUID", token => token.Uuid),
        new("NAME", token => token.Name),
        new("USERNAME", token => token.Username),
        new("ROLE", token => token.Role),
        new("EXPIRES", token => token.ExpiresAt is { } time ? Times.Format(time) : "never"),
        new("LASTUSED", token => token.LastUsedAt is { } time ? Times.Format(time) : "never"),
        new("CREATED", token => Times.Format(token.CreatedAt), Wide: true));

    private static readonly Kind<TokenResponse> Kind = new()
    {
        Word = "token",
        Uuid = token => token.Uuid,
        Names = token => [token.Name],
        Shown = token => $"{token.Name}  of {token.Username}",
    };

    public static Verb Create(CommandContext context) => new("token", "Make, list and revoke personal access tokens, for automation",
        "KUBEFATE_TOKEN=$(kubefate token create ci --expires-in-days 90)", "kubefate token list")
    {
        CreateToken(context),
        List(context),
        Revoke(context),
    };

    private static Verb CreateToken(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "What the token is for" };
        var days = new Option<int?>("--expires-in-days") { Description = "Days until it expires (default: until it is revoked)", HelpName = "DAYS" };
        var role = new Option<string?>("--role") { Description = "What it may do: viewer, operator or admin, at most what you may (default: what you may)", HelpName = "ROLE" };
        role.AcceptOnlyFromAmong(Client.Users.UserRole.Viewer, Client.Users.UserRole.Operator, Client.Users.UserRole.Admin);
        return new Verb("create", "Create a token; it is printed once, alone on stdout", "kubefate token create ci --expires-in-days 90 --role operator") { name, days, role }
            .Does(context, async (call, cancellationToken) =>
            {
                var made = await call.Client.Tokens.CreateAsync(new TokenRequest { Name = call.Get(name), ExpiresInDays = call.Get(days), Role = call.Get(role) }, cancellationToken);
                call.Output.Note($"token {made.Name} has the role {made.Role}, until {(made.ExpiresAt is { } time ? Times.Format(time) : "it is revoked")}. It is shown this once; use it as KUBEFATE_TOKEN");
                call.Output.One(made, WireJson.Default.TokenResponse, new ListView<TokenResponse>(token => token.Token ?? "", token => token.Token ?? ""), token => token.Token + "\n");
                return ExitCode.Success;
            });
    }

    private static Verb List(CommandContext context)
    {
        var all = new Option<bool>("--all", "-A") { Description = "The tokens of all users; for admins" };
        return new Verb("list", "List your tokens", "kubefate token list", "kubefate token list --all -o wide") { all }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var tokens = await call.Client.Tokens.ListAsync(call.Get(all), cancellationToken);
                call.Output.List(tokens, WireJson.Default.IReadOnlyListTokenResponse, View, "no tokens. Make one with: kubefate token create NAME");
                return ExitCode.Success;
            });
    }

    private static Verb Revoke(CommandContext context)
    {
        var word = new Argument<string>("TOKEN") { Description = "Its UUID, a unique prefix of its UUID, or its name" };
        return new Verb("revoke", "Revoke a token; the service refuses it from then on", "kubefate token revoke ci --yes") { word, context.Options.Yes }
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = call.Get(word);
                if (!Lookup.IsUuid(uuid)) uuid = Lookup.Find(await call.Client.Tokens.ListAsync(all: false, cancellationToken), uuid, Kind).Uuid;
                await call.ConfirmAsync($"Revoke token {call.Get(word)}?", cancellationToken);
                await call.Client.Tokens.RevokeAsync(uuid, cancellationToken);
                call.Output.Done(uuid, $"token {call.Get(word)} revoked");
                return ExitCode.Success;
            });
    }
}
