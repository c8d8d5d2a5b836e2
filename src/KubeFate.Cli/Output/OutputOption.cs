using System.CommandLine;

namespace KubeFate.Cli.Output;

/// <summary>The option <c>-o</c>, the same on every command that prints a result.</summary>
internal static class OutputOption
{
    public static Option<OutputFormat> Create()
    {
        var option = new Option<OutputFormat>("--output", "-o")
        {
            Description = "How to print",
            HelpName = "table|json|yaml",
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (Enum.TryParse<OutputFormat>(word, ignoreCase: true, out var format) && !char.IsDigit(word[0])) return format;
                result.AddError($"\"{word}\" is no output format; use table, json or yaml");
                return OutputFormat.Table;
            },
        };
        option.CompletionSources.Add("table", "json", "yaml");
        return option;
    }
}
