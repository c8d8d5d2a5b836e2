using System.CommandLine;

namespace KubeFate.Cli.Charts;

/// <summary><c>kubefate chart upload -f FILE</c>.</summary>
internal static class UploadCommand
{
    public static Verb Create(CommandContext context)
    {
        var file = new Option<string>("--file", "-f") { Description = "The archive that helm package made", Required = true, HelpName = "FILE" };
        return new Verb("upload", "Upload a chart to the catalogue", "kubefate chart upload -f fate-v2.0.0.tgz") { file }
            .Does(context, async (call, cancellationToken) =>
            {
                var path = Check(Path.Combine(context.WorkingFolder, call.Get(file)!), call.Get(file)!);
                var uuid = await call.Client.Charts.UploadAsync(Path.GetFileName(path), () => Open(path), cancellationToken);
                call.Output.Done(uuid, "Upload file Success");
                return ExitCode.Success;
            });
    }

    private static string Check(string path, string given)
    {
        if (Directory.Exists(path))
            throw new CommandFailure(ExitCode.Invalid, $"{given} is a folder; pack it first: helm package {given}, then upload the .tgz that it makes");
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.Invalid, $"{given}: there is no such file");
        return path;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} cannot be read: {failure.Message}");
        }
    }
}
