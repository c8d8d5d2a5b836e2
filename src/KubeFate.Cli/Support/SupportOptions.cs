using System.CommandLine;

namespace KubeFate.Cli.Support;

/// <summary>The options of both verbs, with the original's names as other names.</summary>
internal sealed class SupportOptions
{
    public Option<string> Folder { get; } = new("--dir", "--collectDir")
    {
        Description = "The folder of the collected files",
        HelpName = "DIR",
        DefaultValueFactory = _ => "./kubefate-supportbundle",
    };

    public Option<string?> Out { get; } = new("--out") { Description = "The archive to write (default: supportbundle.zip, in --packDir)", HelpName = "FILE" };

    public Option<string> PackFolder { get; } = new("--packDir") { Description = "The folder to write the archive to", HelpName = "DIR", DefaultValueFactory = _ => "./" };

    public CollectedFolder FolderOf(CommandCall call) => new(call.Context.WorkingFolder, call.Get(Folder)!);

    public PackedBundle ArchiveOf(CommandCall call) =>
        new(call.Context.WorkingFolder, call.Get(Out) ?? Path.Combine(call.Get(PackFolder)!, "supportbundle.zip"));
}
