using System.CommandLine;
using KubeFate.Cli.Output;
using KubeFate.Fate.Forms;

namespace KubeFate.Cli;

/// <summary>The options that every verb takes, and those that many do.</summary>
internal sealed class GlobalOptions
{
    public GlobalOptions()
    {
        Output.CompletionSources.Add("table", "wide", "json", "yaml", "name");
        All = [Output, NoHeaders, Quiet, Verbose, Timeout, Context, Config, ServiceUrl];
        foreach (var option in All) option.Recursive = true;
    }

    public Option<OutputFormat> Output { get; } = new("--output", "-o")
    {
        Description = "How to print results",
        HelpName = "table|wide|json|yaml|name",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (Enum.TryParse<OutputFormat>(word, ignoreCase: true, out var format) && !char.IsDigit(word[0])) return format;
            result.AddError($"\"{word}\" is not an output format; use table, wide, json, yaml or name");
            return OutputFormat.Table;
        },
    };

    public Option<bool> NoHeaders { get; } = new("--no-headers") { Description = "Omit the header line of tables" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print only IDs, and no notes" };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show the HTTP calls on stderr, secrets masked" };

    public Option<TimeSpan?> Timeout { get; } = new("--timeout")
    {
        Description = "Give up after this time, such as 30s; does not limit following a job or a log (default: no limit)",
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (GoDuration.Parse(word) is { } time && time > TimeSpan.Zero) return time;
            result.AddError($"\"{word}\" is not a duration; use one such as 30s, 2m or 1h30m");
            return null;
        },
    };

    public Option<string?> Context { get; } = new("--context")
    {
        Description = "The service to call, by its name in the configuration (see kubefate context list)",
        HelpName = "NAME",
    };

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "The configuration file (default: ./config.yaml, then the user's kubefate/config.yaml)",
        HelpName = "FILE",
    };

    public Option<string?> ServiceUrl { get; } = new("--service-url")
    {
        Description = "The service's address, such as 127.0.0.1:8080; takes precedence over the configuration",
        HelpName = "URL",
    };

    /// <summary>On the verbs that destroy something; not on the others.</summary>
    public Option<bool> Yes { get; } = new("--yes", "-y") { Description = "Do not ask for confirmation; required in scripts (or KUBEFATE_YES=1)" };

    /// <summary>On the verbs that start a job.</summary>
    public Option<bool> Wait { get; } = new("--wait", "-w") { Description = "Follow the job to its end; the exit code reports the outcome" };

    /// <summary>Those that every verb takes, in the order of the help.</summary>
    public IReadOnlyList<Option> All { get; }
}
