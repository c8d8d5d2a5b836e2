using System.CommandLine;
using System.CommandLine.Help;

namespace KubeFate.Cli.Arguments;

/// <summary>One word that begins with a dash: <c>--name</c>, <c>--name=value</c>, <c>-n</c>, <c>-nvalue</c> or <c>-qn</c>.</summary>
internal sealed record OptionWord
{
    /// <summary>The option as it was written, without its value.</summary>
    public required string Name { get; init; }

    /// <summary>Null for what no option of the command is called.</summary>
    public required Option? Option { get; init; }

    /// <summary>What follows in the same word; null when nothing does.</summary>
    public string? Value { get; init; }

    /// <summary>Switches written before it in the same word, as in <c>-qA</c>.</summary>
    public IReadOnlyList<Option> Switches { get; init; } = [];

    /// <summary>The word as it stands when there is no such option; whoever parses it reports it.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Whether the option is on or off and takes no word after it.</summary>
    public static bool IsSwitch(Option option) => option.ValueType == typeof(bool) && !TakesNone(option) || option.ValueType == typeof(bool?);

    /// <summary>Whether it never has a value: <c>--help</c> and <c>--version</c>.</summary>
    public static bool TakesNone(Option option) => option is HelpOption or VersionOption;

    public static OptionWord Split(string word, Command command)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        if (Find(command, name) is { } option) return new OptionWord { Name = name, Option = option, Value = equals < 0 ? null : word[(equals + 1)..] };
        return word.Length > 2 && word[0] == '-' && word[1] != '-' ? SplitShort(word, command) : Unknown(word);
    }

    // -qA is -q -A, and -fFILE is -f FILE.
    private static OptionWord SplitShort(string word, Command command)
    {
        var switches = new List<Option>();
        for (var index = 1; index < word.Length; index++)
        {
            var name = $"-{word[index]}";
            if (Find(command, name) is not { } option) return Unknown(word);
            var rest = word[(index + 1)..];
            var value = rest switch { "" => null, ['=', .. var inline] => inline, _ when IsSwitch(option) || TakesNone(option) => null, _ => rest };
            if (value is not null || rest.Length == 0) return new OptionWord { Name = name, Option = option, Switches = switches, Value = value };
            switches.Add(option);
        }

        return Unknown(word);
    }

    private static OptionWord Unknown(string word) => new() { Name = word, Option = null, Rest = [word] };

    private static Option? Find(Command command, string name) => command.AllOptions().FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));
}
