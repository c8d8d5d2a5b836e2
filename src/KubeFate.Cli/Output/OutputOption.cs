using System.CommandLine;

namespace KubeFate.Cli.Output;

/// <summary>The option <c>-o</c>, the same on every command that prints a result.</summary>
internal static class OutputOption
{
    public static Option<OutputFormat> Create() => new("--output", "-o")
    {
        Description = "How to print: table, json or yaml",
        DefaultValueFactory = _ => OutputFormat.Table,
    };
}
