using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Reference;

/// <summary>docs/cli and docs/man are what the commands say of themselves.</summary>
public sealed class ReferenceTests
{
    private const string Cure = "dotnet run --project src/KubeFate.Cli -- reference --markdown docs/cli --man docs/man";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--markdown", "docs/cli")]
    [InlineData("--man", "docs/man")]
    public async Task The_pages_are_those_of_the_commands(string option, string folder)
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("reference", option, "pages"));
        var written = await ReadAsync(run.Folder.File("pages"));
        var kept = await ReadAsync(Path.Combine(Repository.Root, folder));
        var stale = written.Keys.Union(kept.Keys).Where(file => written.GetValueOrDefault(file) != kept.GetValueOrDefault(file)).Order().ToList();
        Assert.True(stale.Count == 0, $"{folder} does not tell what the commands are now ({string.Join(", ", stale)}). Run:\n  {Cure}");
    }

    [Fact]
    public async Task Every_verb_has_an_example_and_every_option_is_explained()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("reference", "--markdown", "pages"));
        foreach (var (file, text) in (await ReadAsync(run.Folder.File("pages"))).Where(page => page.Key != "README.md"))
        {
            Assert.DoesNotContain("` |  |", text);
            foreach (var section in text.Split("\n## ").Skip(text.Contains("\n## ", StringComparison.Ordinal) ? 1 : 0)) Assert.True(section.Contains("```sh\n", StringComparison.Ordinal), $"{file}: {section.Split('\n')[0]}");
        }
    }

    [Fact]
    public async Task Pages_of_commands_that_are_gone_are_removed_and_nothing_else()
    {
        using var run = new CommandRun();
        run.Folder.Write("pages/gone.md", "<!-- Written by kubefate reference: change the command, not this page. -->\n# kubefate gone\n");
        run.Folder.Write("pages/mine.md", "# Mine\n");
        Assert.Equal(0, await run.RunAsync("reference", "--markdown", "pages"));
        Assert.False(File.Exists(run.Folder.File("pages/gone.md")));
        Assert.True(File.Exists(run.Folder.File("pages/mine.md")));
        Assert.DoesNotContain("kubefate reference`", await File.ReadAllTextAsync(run.Folder.File("pages/README.md"), Cancel));
    }

    [Fact]
    public async Task The_man_pages_render_without_a_warning()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "groff is not here");
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("reference", "--man", "pages"));
        var rendered = await ToolProcess.RunAsync("/usr/bin/groff", ["-man", "-ww", "-Tutf8", .. Directory.GetFiles(run.Folder.File("pages"))], environment: null, input: null, Cancel);
        Assert.Equal(("", 0), (rendered.Error, rendered.ExitCode));
        Assert.Contains("kubefate-cluster-install", rendered.Output.Replace("\e[1m", "", StringComparison.Ordinal).Replace("‐", "-", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_exit_code_is_explained_once() =>
        Assert.Equal(
            typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).Order(),
            ExitCode.Meanings.Select(code => code.Code).Order());

    private static async Task<SortedDictionary<string, string>> ReadAsync(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder)) return files;
        foreach (var file in Directory.GetFiles(folder)) files.Add(Path.GetFileName(file), await File.ReadAllTextAsync(file, Cancel));
        return files;
    }
}
