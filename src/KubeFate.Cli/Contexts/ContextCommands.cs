using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Cli.Configuration;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Contexts;

/// <summary><c>kubefate context</c>: several services in one configuration.</summary>
internal static class ContextCommands
{
    private static readonly ListView<ContextRecord> View = new(
        context => context.Name,
        context => context.Name,
        new("CURRENT", context => context.Current ? "*" : ""),
        new("NAME", context => context.Name),
        new("SERVICE", context => context.ServiceUrl),
        new("USERNAME", context => context.Username ?? "-"),
        new("SIGNSINBY", context => context.SignsInBy, Wide: true));

    public static Verb Create(CommandContext context) => new("context", "Keep several services in one configuration, and say which to call",
        "kubefate context add lab 10.0.0.5:8080 --username admin", "kubefate context use lab")
    {
        List(context),
        Current(context),
        Use(context),
        AddCommand.Create(context),
        Remove(context),
    };

    private static Verb List(CommandContext context) =>
        new Verb("list", "List the services of the configuration", "kubefate context list", "kubefate context list -o json").Alias("ls").Does(context, call =>
        {
            var file = context.Contexts(call.Options).Read();
            var current = Name(call, file);
            IReadOnlyList<ContextRecord> records = [.. file.All.Select(known => Record(known, current))];
            call.Output.List(records, ContextJson.Default.IReadOnlyListContextRecord, View, $"no services in {file.Path}. Add one with: kubefate context add NAME SERVICE");
            return ExitCode.Success;
        });

    private static Verb Current(CommandContext context) =>
        new Verb("current", "Print the name of the current context", "kubefate context current").Does(context, call =>
        {
            var file = context.Contexts(call.Options).Read();
            call.Output.One(Record(file.Find(Name(call, file)), Name(call, file)), ContextJson.Default.ContextRecord, View, record => record.Name + "\n");
            return ExitCode.Success;
        });

    private static Verb Use(CommandContext context)
    {
        var name = NameArgument(context);
        return new Verb("use", "Make a service the current context", "kubefate context use lab") { name }.Does(context, call =>
        {
            context.Contexts(call.Options).Use(call.Get(name));
            call.Output.Done(call.Get(name), $"calls go to {call.Get(name)} from now on");
            return ExitCode.Success;
        });
    }

    private static Verb Remove(CommandContext context)
    {
        var name = NameArgument(context);
        return new Verb("remove", "Remove a service from the configuration; the service itself is not touched", "kubefate context remove lab") { name }
            .Alias("rm")
            .Does(context, call =>
            {
                context.Contexts(call.Options).Remove(call.Get(name));
                call.Output.Done(call.Get(name), $"context {call.Get(name)} removed");
                return ExitCode.Success;
            });
    }

    private static Argument<string> NameArgument(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "A name that context list shows" };
        name.CompletionSources.Add(LiveNames.Contexts(context));
        return name;
    }

    private static string Name(CommandCall call, ConfigurationFile file) =>
        call.Get(call.Context.Options.Context) ?? (call.Context.Environment("KUBEFATE_CONTEXT") is { Length: > 0 } name ? name : null) ?? file.Current ?? ServiceContext.DefaultName;

    private static ContextRecord Record(ServiceContext known, string current) => new()
    {
        Name = known.Name,
        Current = known.Name == current,
        ServiceUrl = known.Secure && !known.ServiceUrl.Contains("://", StringComparison.Ordinal) ? "https://" + known.ServiceUrl : known.ServiceUrl,
        Username = known.Username,
        SignsInBy = known.Token is not null ? "token" : known.Password is not null ? "password" : "login",
    };
}
