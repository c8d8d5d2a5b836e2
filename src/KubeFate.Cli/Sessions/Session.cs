using KubeFate.Cli.Configuration;
using KubeFate.Client;

namespace KubeFate.Cli.Sessions;

/// <summary>Signing in, and what is kept of it: the token in the user's cache; the password only when that is asked for.</summary>
internal static class Session
{
    /// <summary>Signs in and keeps the token for the commands that follow.</summary>
    public static async Task<AccessToken> StartAsync(
        CommandCall call, CliConfiguration configuration, string username, string password, CancellationToken cancellationToken)
    {
        using var client = call.Context.Connect(call.Options, configuration with { Username = username, Password = password, Token = null });
        return await client.Users.SignInAsync(cancellationToken);
    }

    /// <summary>Writes who calls into the configuration.</summary>
    public static void Store(CommandCall call, ServiceContext context)
    {
        var store = call.Context.Contexts(call.Options);
        store.Put(context);
        call.Output.Note($"written to {store.Path}");
    }
}
