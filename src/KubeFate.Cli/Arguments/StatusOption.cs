using System.CommandLine;

namespace KubeFate.Cli.Arguments;

/// <summary><c>--status</c> of a list: one of a closed set of words, in any case.</summary>
internal static class StatusOption
{
    public static Option<string?> Create(IReadOnlyList<string> words)
    {
        var option = new Option<string?>("--status")
        {
            Description = $"Only those with this status: {string.Join(", ", words)}",
            HelpName = "STATUS",
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (words.FirstOrDefault(known => known.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } status) return status;
                result.AddError($"there is no status \"{word}\"; use one of {string.Join(", ", words)}");
                return null;
            },
        };
        option.CompletionSources.Add([.. words]);
        return option;
    }
}
