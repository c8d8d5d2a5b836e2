using KubeFate.Cli.Arguments;
using KubeFate.Cli.Sessions;
using KubeFate.Client.Users;

namespace KubeFate.Cli.Users;

/// <summary><c>kubefate user passwd [USER]</c>: one's own password, or as an admin that of another.</summary>
internal static class PasswordCommand
{
    public static Verb Create(CommandContext context)
    {
        var user = new UserArgument(context, optional: true);
        var password = new PasswordInput();
        return new Verb("passwd", "Change a password: your own, or as an admin that of another user",
                "kubefate user passwd", "kubefate user passwd alice", "kubefate user passwd --password-stdin < old-and-new-password-file")
            {
                user.Word, password.FromStdin,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var name = call.Options.GetValue(user.Word);
                if (name is null or "me") return await ChangeOwnAsync(call, password, cancellationToken);
                var found = await user.FindAsync(call, cancellationToken);
                var changed = new UserRequest { Password = await password.AskNewAsync(call, $"New password for {found.Username}", cancellationToken) };
                await call.Client.Users.UpdateAsync(found.Uuid, changed, cancellationToken);
                call.Output.Done(found.Uuid, $"the password of {found.Username} is changed");
                return ExitCode.Success;
            });
    }

    private static async Task<int> ChangeOwnAsync(CommandCall call, PasswordInput password, CancellationToken cancellationToken)
    {
        var configuration = call.Context.Load(call.Options);
        var old = await password.AskAsync(call, "Old password", cancellationToken);
        var fresh = await password.AskNewAsync(call, "New password", cancellationToken);
        await call.Client.Users.ChangeMyPasswordAsync(new PasswordRequest { OldPassword = old, NewPassword = fresh }, cancellationToken);
        // All sessions have ended, this one too; who changes a password means to go on working.
        if (configuration is { Username: { } username, Token: null }) await Session.StartAsync(call, configuration, username, fresh, cancellationToken);
        if (configuration.Context?.Password is not null) Session.Store(call, configuration.Context with { Password = fresh });
        call.Output.Done(configuration.Username ?? "me", "your password is changed; your other sessions have ended");
        return ExitCode.Success;
    }
}
