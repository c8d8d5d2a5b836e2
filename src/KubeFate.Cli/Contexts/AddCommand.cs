using System.CommandLine;
using KubeFate.Cli.Configuration;

namespace KubeFate.Cli.Contexts;

/// <summary><c>kubefate context add NAME SERVICE</c>.</summary>
internal static class AddCommand
{
    public static Verb Create(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "A name of your choice" };
        var service = new Argument<string>("SERVICE") { Description = "Its address: a host name, host:port or a whole URL" };
        var username = new Option<string?>("--username", "-u") { Description = "The user name", HelpName = "NAME" };
        var secure = new Option<bool>("--secure") { Description = "Use https for an address without a scheme" };
        var token = new Option<bool>("--token-stdin") { Description = "Read a personal access token from stdin and store it (mode 0600)" };
        var use = new Option<bool>("--use") { Description = "Make it the current context" };
        return new Verb("add", "Add a service to the configuration, or change the one of the same name",
                "kubefate context add lab 10.0.0.5:8080 --username admin --use", "kubefate context add prod https://kubefate.example.org --token-stdin < token-file")
            {
                name, service, username, secure, token, use,
            }
            .Does(context, call =>
            {
                ConfigurationLoader.ParseAddress(call.Get(service), call.Get(secure), path: null);
                var store = context.Contexts(call.Options);
                store.Put(new ServiceContext
                {
                    Name = Check(call.Get(name)),
                    ServiceUrl = call.Get(service),
                    Secure = call.Get(secure),
                    Username = call.Get(username),
                    Token = call.Get(token) ? ReadToken(call) : null,
                });
                if (call.Get(use)) store.Use(call.Get(name));
                call.Output.Note($"written to {store.Path}");
                call.Output.Done(call.Get(name), $"context {call.Get(name)} added{(call.Get(use) ? "; calls go there from now on" : $"; use it with --context {call.Get(name)}, or always: kubefate context use {call.Get(name)}")}");
                return ExitCode.Success;
            });
    }

    private static string Check(string name) => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.')
        ? name
        : throw new CommandFailure(ExitCode.Usage, $"\"{name}\" is no name for a context; use letters, digits, -, _ and .");

    private static string ReadToken(CommandCall call) => call.Terminal.In.ReadLine()?.Trim() is { Length: > 0 } token
        ? token
        : throw new CommandFailure(ExitCode.Usage, "no token came on stdin; nothing was done");
}
