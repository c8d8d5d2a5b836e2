namespace KubeFate.Simulator.Persistence;

/// <summary>Keeps a data folder to one process: the file stays locked while it is open, also when the process is killed it is freed.</summary>
internal static class DataFolderLock
{
    /// <exception cref="IOException">Another process holds the folder.</exception>
    public static FileStream Take(string folder)
    {
        PrivateFiles.CreateFolder(folder);
        var path = Path.Combine(folder, "simulator.lock");
        try
        {
            return PrivateFiles.Create(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException error)
        {
            throw new IOException(
                $"another process runs a simulated Kubernetes on {folder} ({path} is locked): end it, or choose another data folder", error);
        }
    }
}
