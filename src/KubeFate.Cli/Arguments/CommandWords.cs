using System.CommandLine;
using System.CommandLine.Help;

namespace KubeFate.Cli.Arguments;

/// <summary>
/// The words of a command line, written so that System.CommandLine reads them as kubectl, helm and gh would. By itself it lets an option
/// without a value take the next option for it, reads <c>--yes=off</c> as <c>--yes</c> and an argument, and drops the value of
/// <c>--email=</c> (System.CommandLine 2.0).
/// </summary>
internal sealed class CommandWords
{
    private readonly List<string> written = [];
    private readonly string[] words;
    private Command command;
    private int next;

    private CommandWords(Command root, string[] words)
    {
        command = root;
        this.words = words;
    }

    /// <summary>The same command line with each option and its value in one word.</summary>
    /// <exception cref="CommandFailure">An option lacks its value, or a switch has one that is neither true nor false.</exception>
    public static string[] Write(Command root, string[] words)
    {
        // "[suggest:12]" and what follows is the shell's question, not a call.
        if (words is [['[', ..], ..]) return words;
        return new CommandWords(root, words).Write();
    }

    private string[] Write()
    {
        while (next < words.Length)
        {
            var word = words[next++];
            if (word == "--")
            {
                written.Add(word);
                written.AddRange(words[next..]);
                break;
            }

            if (word.Length > 1 && word[0] == '-') WriteOption(OptionWord.Split(word, command));
            else WriteWord(word);
        }

        return [.. written];
    }

    private void WriteWord(string word)
    {
        written.Add(word);
        command = command.Find(word) ?? command;
    }

    private void WriteOption(OptionWord word)
    {
        written.AddRange(word.Switches.Select(option => OptionWord.TakesNone(option) ? option.Name : option.Name + "=true"));
        if (word.Option is not { } option) written.AddRange(word.Rest);
        else if (OptionWord.IsSwitch(option)) written.Add(word.Value is { } value ? $"{option.Name}={Switch(word.Name, value)}" : $"{option.Name}=true");
        else if (word.Value is { } inline) WriteValue(option, inline);
        else if (OptionWord.TakesNone(option)) written.Add(option.Name);
        else WriteNextWord(option, word.Name);
    }

    private void WriteNextWord(Option option, string name)
    {
        if (next == words.Length) throw Lacks(name, "");
        var value = words[next++];
        var taken = OptionWord.Split(value, command);
        if (taken.Option is HelpOption) written.Add(value);
        else if (value == "--") throw Lacks(name, "");
        else if (taken.Option is null) WriteValue(option, value);
        else throw Lacks(name, $", but {value} is an option; to use it as the value, write {name}={value}");
    }

    // In one word, so that the value is never read as an option. An empty one would be dropped there.
    private void WriteValue(Option option, string value)
    {
        if (value.Length > 0) written.Add($"{option.Name}={value}");
        else written.AddRange([option.Name, value]);
    }

    // The words that Go's strconv.ParseBool knows, as everywhere in kubectl and helm.
    private string Switch(string name, string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => "true",
        "0" or "f" or "F" or "false" or "FALSE" or "False" => "false",
        _ => throw Wrong($"{name} takes true or false, not \"{value}\""),
    };

    private CommandFailure Lacks(string name, string hint) => Wrong($"{name} needs a value{hint}");

    private CommandFailure Wrong(string message) => new(ExitCode.Usage, $"{message}\nmore: {command.Path()} --help");
}
