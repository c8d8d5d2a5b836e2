using System.CommandLine;
using KubeFate.Cli.Bundles.Files;

namespace KubeFate.Cli.Bundles;

/// <summary>A bundle on the disk.</summary>
internal static class BundleFile
{
    /// <summary>The argument of the verbs that read one.</summary>
    public static Argument<string> Argument() => new("BUNDLE") { Description = "The file that kubefate bundle save made" };

    /// <summary>Reads and checks it; what is wrong ends the command.</summary>
    public static Bundle Read(CommandContext context, string path)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(context.WorkingFolder, path));
            return Bundle.Read(file);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path}: there is no such file");
        }
        catch (Exception failure) when (failure is EndOfStreamException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} is incomplete: it was cut off. Copy it again");
        }
        catch (Exception failure) when (failure is InvalidDataException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} is not a valid bundle: {failure.Message}. Copy it again, or make it again with kubefate bundle save");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} cannot be read: {failure.Message}");
        }
    }

    /// <summary>Writes it whole or not at all, for its owner alone: a cluster.yaml may hold passwords.</summary>
    public static void Write(CommandContext context, string path, byte[] content)
    {
        var whole = Path.GetFullPath(Path.Combine(context.WorkingFolder, path));
        var draft = $"{whole}.{Environment.ProcessId}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(draft, options)) file.Write(content);
            File.Move(draft, whole);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failure, $"{path} cannot be written: {failure.Message}");
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    /// <summary>The same for a file in a folder that is made if need be; one that is there already is left alone.</summary>
    public static void WriteNew(CommandContext context, string path, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(context.WorkingFolder, path))!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failure, $"{path} cannot be written: {failure.Message}");
        }

        MayWrite(context, path);
        Write(context, path, content);
    }

    /// <summary>Before anything is asked in vain.</summary>
    public static void MayWrite(CommandContext context, string path)
    {
        var whole = Path.GetFullPath(Path.Combine(context.WorkingFolder, path));
        if (File.Exists(whole) || Directory.Exists(whole)) throw new CommandFailure(ExitCode.Conflict, $"{path} is there already; remove it, or name another");
        if (!Directory.Exists(Path.GetDirectoryName(whole))) throw new CommandFailure(ExitCode.Usage, $"{path}: there is no folder {Path.GetDirectoryName(whole)}");
    }
}
