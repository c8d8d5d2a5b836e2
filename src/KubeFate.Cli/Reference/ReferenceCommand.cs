using System.CommandLine;

namespace KubeFate.Cli.Reference;

/// <summary><c>kubefate reference</c>, hidden: writes docs/cli and docs/man from the commands themselves. A test holds them against it.</summary>
internal static class ReferenceCommand
{
    public static Verb Create(CommandContext context)
    {
        var markdown = new Option<string?>("--markdown") { Description = "The folder for Markdown pages", HelpName = "DIR" };
        var man = new Option<string?>("--man") { Description = "The folder for man pages", HelpName = "DIR" };
        var verb = new Verb("reference", "Write the reference of all commands", "kubefate reference --markdown docs/cli --man docs/man") { markdown, man };
        verb.Hidden = true;
        return verb.Does(context, call =>
        {
            if (call.Get(markdown) is null && call.Get(man) is null) throw new CommandFailure(ExitCode.Usage, "name a folder with --markdown or --man");
            var root = VerbPage.Of(call.Options.RootCommandResult.Command);
            if (call.Get(markdown) is { } pages) Write(Path.Combine(context.WorkingFolder, pages), MarkdownPages.Write(root), MarkdownPages.Mark);
            if (call.Get(man) is { } manual) Write(Path.Combine(context.WorkingFolder, manual), ManPages.Write(root), ManPages.Mark);
            return ExitCode.Success;
        });
    }

    private static void Write(string folder, IEnumerable<(string File, string Text)> pages, string mark)
    {
        Directory.CreateDirectory(folder);
        // Pages of commands that are gone go too; whatever else lies there stays.
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.ReadLines(file).FirstOrDefault() == mark).ToList()) File.Delete(file);
        foreach (var (file, text) in pages) File.WriteAllText(Path.Combine(folder, file), text);
    }
}
