using KubeFate.Client;

namespace KubeFate.Cli.Sessions;

/// <summary><c>kubefate logout</c>.</summary>
internal static class LogoutCommand
{
    public static Verb Create(CommandContext context) =>
        new Verb("logout", "End the session: the service refuses its token from now on, and it is forgotten here", "kubefate logout", "kubefate logout --context lab")
            .Does(context, async (call, cancellationToken) =>
            {
                var configuration = context.Load(call.Options);
                try
                {
                    await call.Client.Users.SignOutAsync(cancellationToken);
                }
                catch (KubeFateClientException failure) when (failure.Failure == ClientFailure.Unauthenticated)
                {
                    // The session had ended by itself.
                }

                if (configuration.Password is not null) call.Output.Note("a password is configured, so the next command signs in again");
                call.Output.Done(configuration.Username ?? "", $"signed out of {configuration.ServiceAddress}");
                return ExitCode.Success;
            });
}
