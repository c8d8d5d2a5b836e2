using KubeFate.Cli.Arguments;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Users;

/// <summary><c>kubefate user</c>.</summary>
internal static class UserCommands
{
    public static Verb Create(CommandContext context) => new("user", "List, make, change and delete users", "kubefate user list", "kubefate user create alice --role operator")
    {
        List(context),
        Describe(context),
        ChangeUserCommands.CreateUser(context),
        PasswordCommand.Create(context),
        ChangeUserCommands.UpdateUser(context),
        Delete(context),
    };

    private static Verb List(CommandContext context) =>
        new Verb("list", "List the users", "kubefate user list", "kubefate user list -o wide").Alias("ls").Does(context, async (call, cancellationToken) =>
        {
            call.Output.List(await call.Client.Users.ListAsync(cancellationToken), WireJson.Default.IReadOnlyListUserResponse, UserView.List, "no users");
            return ExitCode.Success;
        });

    private static Verb Describe(CommandContext context)
    {
        var user = new UserArgument(context);
        return new Verb("describe", "Show a user", "kubefate user describe alice", "kubefate user describe me") { user.Word }.Does(context, async (call, cancellationToken) =>
        {
            call.Output.One(await user.FindAsync(call, cancellationToken), WireJson.Default.UserResponse, UserView.List, UserView.Describe);
            return ExitCode.Success;
        });
    }

    private static Verb Delete(CommandContext context)
    {
        var user = new UserArgument(context);
        return new Verb("delete", "Delete a user; the sessions and tokens of the user end", "kubefate user delete alice --yes") { user.Word, context.Options.Yes }
            .Alias("del")
            .Does(context, async (call, cancellationToken) =>
            {
                var found = await user.FindAsync(call, cancellationToken);
                await call.ConfirmAsync($"Delete user {found.Username}?", cancellationToken);
                await call.Client.Users.DeleteAsync(found.Uuid, cancellationToken);
                call.Output.Done(found.Uuid, $"user {found.Username} deleted");
                return ExitCode.Success;
            });
    }
}
