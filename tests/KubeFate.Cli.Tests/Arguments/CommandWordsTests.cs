using System.CommandLine;
using KubeFate.Cli.Arguments;

namespace KubeFate.Cli.Tests.Arguments;

public sealed class CommandWordsTests
{
    private static readonly RootCommand Root = CreateRoot();

    /// <summary>Every option of every command, with the words that call the command.</summary>
    public static TheoryData<string, string> Valued => Of(option => !OptionWord.IsSwitch(option) && !OptionWord.TakesNone(option));

    public static TheoryData<string, string> Switches => Of(OptionWord.IsSwitch);

    [Theory]
    [MemberData(nameof(Valued))]
    public async Task An_option_never_takes_the_next_option_for_its_value(string command, string option)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync([.. command.Split(' '), option, "--output", "json"]));
        Assert.Equal($"error: {option} needs a value, but --output is an option; to use it as the value, write {option}=--output\nmore: kubefate {command} --help\n", run.Error);
        Assert.Empty(run.Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Valued))]
    public async Task An_option_at_the_end_lacks_its_value(string command, string option)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync([.. command.Split(' '), option]));
        Assert.Equal($"error: {option} needs a value\nmore: kubefate {command} --help\n", run.Error);
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task A_switch_is_never_read_as_one_more_argument(string command, string option)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync([.. command.Split(' '), option + "=off"]));
        Assert.Equal($"error: {option} takes true or false, not \"off\"\nmore: kubefate {command} --help\n", run.Error);
        Assert.Empty(run.Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void A_switch_is_read_as_Go_programs_read_it(string command, string option)
    {
        Assert.Equal([.. command.Split(' '), option + "=true", "true"], CommandWords.Write(Root, [.. command.Split(' '), option, "true"]));
        Assert.Equal([.. command.Split(' '), option + "=false"], CommandWords.Write(Root, [.. command.Split(' '), option + "=F"]));
    }

    [Theory]
    [InlineData("cluster list -Aq", "cluster list --all=true --quiet=true")]
    [InlineData("cluster list -Aojson", "cluster list --all=true --output=json")]
    [InlineData("cluster list -qo json", "cluster list --quiet=true --output=json")]
    [InlineData("cluster list -o=json", "cluster list --output=json")]
    [InlineData("-o json cluster list", "--output=json cluster list")]
    [InlineData("user update bob --email=a=b", "user update bob --email=a=b")]
    [InlineData("user update bob --email -1", "user update bob --email=-1")]
    [InlineData("user update -- --email --role", "user update -- --email --role")]
    [InlineData("cluster install -f - --wait", "cluster install --file=- --wait=true")]
    [InlineData("cluster list --email --al", "cluster list --email --al")]
    public void Short_options_and_values_are_read_as_kubectl_reads_them(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', CommandWords.Write(Root, line.Split(' '))));

    [Theory]
    [InlineData("--email=")]
    [InlineData("--email", "")]
    public void An_empty_value_is_a_value_however_it_is_written(params string[] option) =>
        Assert.Equal("", Root.Parse(CommandWords.Write(Root, ["user", "update", "bob", .. option])).GetValue<string>("--email"));

    [Theory]
    [InlineData("\"quoted\"")]
    [InlineData("a:b")]
    [InlineData("@file")]
    [InlineData("[x]")]
    [InlineData("list")]
    public void Any_other_value_arrives_as_it_was_written(string value) =>
        Assert.Equal(value, Root.Parse(CommandWords.Write(Root, ["user", "update", "bob", "--email", value])).GetValue<string>("--email"));

    [Fact]
    public async Task A_name_that_begins_with_an_at_sign_is_no_file_of_arguments()
    {
        using var run = new CommandRun();
        File.WriteAllText(Path.Combine(run.Folder.Path, "bob"), "--help");
        run.Service.Json("GET /v1/user/", """{"data":[],"msg":""}""");
        await run.RunAsync("user", "describe", "@bob");
        Assert.Contains("@bob", run.Error);
        Assert.DoesNotContain("response file", run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Help_that_was_asked_for_is_shown_where_a_value_is_missing()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("cluster", "list", "-n", "--help"));
        Assert.Contains("kubefate cluster list", run.Output);
    }

    private static TheoryData<string, string> Of(Func<Option, bool> wanted)
    {
        var rows = new TheoryData<string, string>();
        foreach (var command in Verbs(Root))
        {
            foreach (var option in command.Options.Where(wanted).Where(option => option.Name != "--output")) rows.Add(command.Path()["kubefate ".Length..], option.Name);
        }

        return rows;
    }

    private static IEnumerable<Command> Verbs(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Verbs);

    private static RootCommand CreateRoot()
    {
        using var run = new CommandRun();
        return CommandLine.CreateRoot(run.Context());
    }
}
