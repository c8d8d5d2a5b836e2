using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Users;

/// <summary><c>kubefate user create</c> and <c>update</c>.</summary>
internal static class ChangeUserCommands
{
    public static Verb CreateUser(CommandContext context)
    {
        var name = new Argument<string>("USERNAME") { Description = "The name to sign in with" };
        var (role, email, password) = (RoleOption(" (default: operator)"), EmailOption(), new PasswordInput());
        return new Verb("create", "Create a user; asks for the password", "kubefate user create alice --role viewer", "kubefate user create ci --role operator --password-stdin < password-file")
            {
                name, role, email, password.FromStdin,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var made = await call.Client.Users.CreateAsync(new UserRequest
                {
                    Username = call.Get(name),
                    Password = await password.AskNewAsync(call, $"Password for {call.Get(name)}", cancellationToken),
                    Role = call.Get(role),
                    Email = call.Get(email),
                }, cancellationToken);
                call.Output.One(made, WireJson.Default.UserResponse, UserView.List, shown => $"user {shown.Username} created, uuid={shown.Uuid}\n");
                return ExitCode.Success;
            });
    }

    public static Verb UpdateUser(CommandContext context)
    {
        var user = new UserArgument(context);
        var (role, email) = (RoleOption(""), EmailOption());
        var status = new Option<string?>("--status") { Description = "Available, or Deprecate: may not sign in", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong(UserStatus.Available, UserStatus.Deprecate);
        return new Verb("update", "Change the role, the e-mail address or the status of a user", "kubefate user update alice --role admin", "kubefate user update alice --status Deprecate")
            {
                user.Word, role, email, status,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var request = new UserRequest { Role = call.Get(role), Email = call.Get(email), UserStatus = call.Get(status) };
                if (request == new UserRequest()) throw new CommandFailure(ExitCode.Usage, "change what? Give --role, --email or --status");
                var found = await user.FindAsync(call, cancellationToken);
                await call.Client.Users.UpdateAsync(found.Uuid, request, cancellationToken);
                call.Output.Done(found.Uuid, $"user {found.Username} updated");
                return ExitCode.Success;
            });
    }

    private static Option<string?> EmailOption() => new("--email") { Description = "The e-mail address", HelpName = "ADDRESS" };

    private static Option<string?> RoleOption(string more)
    {
        var role = new Option<string?>("--role") { Description = $"What the user may do: viewer, operator or admin{more}", HelpName = "ROLE" };
        role.AcceptOnlyFromAmong(UserRole.Viewer, UserRole.Operator, UserRole.Admin);
        return role;
    }
}
