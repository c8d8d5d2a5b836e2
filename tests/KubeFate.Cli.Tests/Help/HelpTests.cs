using System.CommandLine;
using KubeFate.Cli.Help;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Tests.Help;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. All(Root()).Select(command => command.Path())];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_a_help_with_an_example_that_is_a_command_line_of_it(string path)
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync([.. path.Split(' ').Skip(1), "--help"]));
        var examples = run.Output[run.Output.IndexOf("\nExamples:\n", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Contains(path, example));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_example_can_be_parsed(string path)
    {
        var root = Root();
        var command = All(root).Single(found => found.Path() == path);
        foreach (var example in HelpWriter.Examples(command))
        {
            var line = example[(example.IndexOf("kubefate", StringComparison.Ordinal) + "kubefate".Length)..].Split(" < ")[0].Split(" | ")[0].Trim(')', ' ');
            Assert.Empty(root.Parse(line).Errors.Select(error => $"{example}: {error.Message}"));
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_argument_and_option_is_described_and_says_what_its_value_is(string path)
    {
        var command = All(Root()).Single(found => found.Path() == path);
        Assert.False(string.IsNullOrEmpty(command.Description));
        Assert.DoesNotContain('.', command.Description![^1..]);
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
    }

    private static RootCommand Root()
    {
        var terminal = new Terminal
        {
            In = TextReader.Null,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Live = false,
            Color = false,
            Asks = false,
            ReadSecret = () => null,
            Clock = TimeProvider.System,
        };
        return CommandLine.CreateRoot(new CommandContext(terminal, _ => null, "/"));
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);
}
