using System.CommandLine;
using KubeFate.Cli.Configuration;
using KubeFate.Cli.Output;
using KubeFate.Cli.Users;

namespace KubeFate.Cli.Sessions;

/// <summary><c>kubefate login</c>: asks, signs in, keeps the token.</summary>
internal static class LoginCommand
{
    public static Verb Create(CommandContext context)
    {
        var username = new Option<string?>("--username", "-u") { Description = "The user name (default: the configuration's, or asks for it)", HelpName = "NAME" };
        var store = new Option<bool>("--store") { Description = "Store the password in the configuration (mode 0600), so that later calls can sign in" };
        var password = new PasswordInput();
        return new Verb("login", "Sign in and store the token; asks for the password",
                "kubefate login", "kubefate login --context lab -u alice", "kubefate login -u ci --password-stdin < password-file")
            {
                username, password.FromStdin, store,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var configuration = context.Load(call.Options);
                var name = call.Get(username) ?? configuration.Username ?? await AskNameAsync(call, cancellationToken);
                var secret = await password.AskAsync(call, $"Password for {name} at {configuration.ServiceAddress}", cancellationToken);
                var token = await Session.StartAsync(call, configuration, name, secret, cancellationToken);
                Remember(call, configuration, name, call.Get(store) ? secret : null);
                if (configuration.Token is not null) call.Output.Note("a token is configured (KUBEFATE_TOKEN or user.token); it goes before this sign-in");
                call.Output.Done(name, $"signed in to {configuration.ServiceAddress} as {name} until {Times.Format(token.Expire)}");
                return ExitCode.Success;
            });
    }

    private static async Task<string> AskNameAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (!call.Terminal.Asks) throw new CommandFailure(ExitCode.Usage, "who signs in? Give --username");
        return await new Prompt(call.Terminal).TextAsync("Username", offered: null, cancellationToken) is { Length: > 0 } name
            ? name
            : throw new CommandFailure(ExitCode.Usage, "no user name was given; nothing was done");
    }

    // The next call must find the token, which belongs to an address and a user: so both are written when the file does not say them already.
    private static void Remember(CommandCall call, CliConfiguration configuration, string username, string? password)
    {
        var known = configuration.Context ?? new ServiceContext { Name = ServiceContext.DefaultName, ServiceUrl = configuration.ServiceAddress.OriginalString.TrimEnd('/') };
        if (password is null && configuration.Context is not null && known.Username == username) return;
        if (configuration.AddressGiven && configuration.Context is not null)
        {
            call.Output.Note($"the address was given for this call, so nothing was written; use -u and KUBEFATE_USERNAME={username} with it, or kubefate context add");
            return;
        }

        // A password of another user is of no use any more.
        Session.Store(call, known with { Username = username, Password = password ?? (known.Username == username ? known.Password : null) });
    }
}
