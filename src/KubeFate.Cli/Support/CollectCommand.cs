using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Client;
using KubeFate.Client.Clusters;

namespace KubeFate.Cli.Support;

/// <summary>
/// <c>kubefate supportbundle collect [CLUSTER…]</c>: a folder with what the service and this program know. A service that does not answer
/// is no reason to collect nothing: then the folder says why.
/// </summary>
internal static class CollectCommand
{
    public static Verb Create(CommandContext context)
    {
        var clusters = new Argument<string[]>("CLUSTER") { Description = "UUID, a unique prefix of it, name or namespace/name (default: all that are not deleted)", Arity = ArgumentArity.ZeroOrMore };
        var options = new SupportOptions();
        var pack = new Option<bool>("--pack") { Description = "Pack the folder too, as kubefate supportbundle pack does" };
        var verb = new Verb("collect", "Collect specs, jobs, events, states and logs into a folder",
            "kubefate supportbundle collect", "kubefate supportbundle collect fate-9999 --pack --yes")
        {
            clusters, options.Folder, pack, options.Out, options.PackFolder, context.Options.Yes, Unused<int>("--tail", "-t"), Unused<string>("--kubeconfig", "-c"),
        };
        return verb.Does(context, async (call, cancellationToken) =>
        {
            var (folder, archive) = (options.FolderOf(call), options.ArchiveOf(call));
            if (call.Get(pack)) archive.MayWrite(folder);
            folder.Create();
            ClientFacts.Write(call, folder);
            var failed = await FetchAsync(call, call.Get(clusters), folder, cancellationToken);
            var missing = folder.ReportMissing();
            call.Output.Note($"collected {folder.Files().Count} files{(missing.Count == 0 ? "" : $"; {missing.Count} parts could not be had:\n  {string.Join("\n  ", missing)}")}");
            if (call.Get(pack)) await PackCommand.PackAsync(call, folder, archive, cancellationToken);
            else Tell(call, folder);
            if (failed is not null) throw failed;
            return ExitCode.Success;
        });
    }

    /// <summary>Why the service gave nothing; null when it did.</summary>
    private static async Task<KubeFateClientException?> FetchAsync(CommandCall call, string[] words, CollectedFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            using var received = new ReceivedBundle();
            await call.Client.Support.DownloadAsync(await UuidsAsync(call, words, cancellationToken), received.Stream, cancellationToken);
            received.Unpack(folder);
            return null;
        }
        catch (KubeFateClientException failure) when (failure.Failure != ClientFailure.NotFound || words.Length == 0)
        {
            folder.Write("service.missing.txt", failure.Message + "\n");
            return failure;
        }
        catch (Exception)
        {
            // A cluster that there is not, or Ctrl-C: the next try finds no folder in its way.
            folder.Remove();
            throw;
        }
    }

    private static async Task<IReadOnlyList<string>> UuidsAsync(CommandCall call, string[] words, CancellationToken cancellationToken)
    {
        if (Array.TrueForAll(words, Lookup.IsUuid)) return words;
        var clusters = await call.Client.Clusters.ListAsync(new ClusterQuery(), cancellationToken);
        return [.. words.Select(word => Lookup.IsUuid(word) ? word : Lookup.Find(clusters, word, ClusterArgument.Kind).Uuid)];
    }

    private static void Tell(CommandCall call, CollectedFolder folder)
    {
        call.Output.Done(folder.Shown, $"{folder.Shown} holds what was collected");
        call.Output.Note($"You can attach additional files about this issue into {folder.Shown}\nThen: kubefate supportbundle pack{(folder.IsDefault ? "" : $" --dir {folder.Shown}")}");
    }

    // The service reads the logs, with the rights that it has.
    private static Option<T?> Unused<T>(params string[] names) =>
        new(names[0], names[1..]) { Description = "Kept for scripts written for the original; the service decides", Hidden = true };
}
