namespace KubeFate.Cli.Support;

/// <summary><c>kubefate supportbundle pack</c>: makes one archive of the folder, and removes the folder.</summary>
internal static class PackCommand
{
    public static Verb Create(CommandContext context)
    {
        var options = new SupportOptions();
        return new Verb("pack", "Pack the collected folder into one archive and remove it", "kubefate supportbundle pack --yes")
            {
                options.Folder, options.Out, options.PackFolder, context.Options.Yes,
            }
            .Does(context, async (call, cancellationToken) =>
            {
                var (folder, archive) = (options.FolderOf(call), options.ArchiveOf(call));
                archive.MayWrite(folder);
                await PackAsync(call, folder, archive, cancellationToken);
                return ExitCode.Success;
            });
    }

    /// <summary>Asks, packs, removes the folder, and prints where the archive is.</summary>
    public static async Task PackAsync(CommandCall call, CollectedFolder folder, PackedBundle archive, CancellationToken cancellationToken)
    {
        folder.MustBeCollected();
        await call.ConfirmAsync(
            $"{folder.Shown} holds specs, events and logs. Passwords and tokens were masked where they were recognised: look through it before you hand it on. Pack it?", cancellationToken);
        await archive.WriteAsync(folder, cancellationToken);
        folder.Remove();
        call.Output.Done(archive.Shown, $"{archive.Shown} is packed; {folder.Shown} is removed");
    }
}
