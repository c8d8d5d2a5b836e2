using KubeFate.Helm;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// Who this worker is, and whether another one still lives. On SQLite all workers share a folder: each holds a locked file there as long
/// as its process lives, and the kernel drops the lock with the process, however it died. So a restarted service takes up its jobs at
/// once instead of waiting for the dead one's leases. On a database server that is known only of workers under the same kernel, user and pid namespace,
/// by their process; of all others (another machine, another container) leases alone decide.
/// </summary>
internal sealed class WorkerPresence : IDisposable
{
    /// <summary>Who can see each other's processes has this in common; <c>@</c> alone where it cannot be told.</summary>
    private static readonly string Here = Place();

    private readonly string? _folder;
    private readonly FileStream? _held;

    public WorkerPresence(DatabaseOptions options)
    {
        Owner = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}{Here}{HelmProcesses.Self}";
        if (options.Type != DatabaseType.Sqlite) return;

        var folder = Path.Combine(options.DataFolder, "workers");
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            _held = Lock(FileName(folder, Owner), FileMode.Create);
            // Some network file systems let everybody lock: there a live worker would look dead.
            if (IsUnlocked(FileName(folder, Owner))) return;
            _folder = folder;
            Tidy(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not to be had here; leases decide.
        }
    }

    /// <summary>The name under which this worker holds leases: no other process ever has it.</summary>
    public string Owner { get; }

    /// <summary>Whether that worker is known to be dead. False: it lives, or nobody can tell.</summary>
    public bool IsDead(string owner)
    {
        if (owner == Owner) return false;
        if (_folder is not null) return IsUnlocked(FileName(_folder, owner));
        return Here.Length > 1 && owner.IndexOf(Here, StringComparison.Ordinal) is > 0 and var found && !HelmProcesses.Runs(owner[(found + Here.Length)..]);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_held is null) return;
        File.Delete(_held.Name);
        _held.Dispose();
    }

    // The kernel's start (random(4): boot_id), the pid namespace, and the user: /proc may hide the processes of others (proc(5): hidepid).
    private static string Place()
    {
        try
        {
            if (!OperatingSystem.IsLinux() || File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name is not { } space) return "@";
            return $"@{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{space.Trim('p', 'i', 'd', ':', '[', ']')}/{Environment.UserName}/";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "@";
        }
    }

    private static string FileName(string folder, string owner) => Path.Combine(folder, owner.Replace('/', '_') + ".lock");

    // Files of workers that were killed. A job of theirs is still found: a missing file is a dead worker too.
    private static void Tidy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.lock"))
        {
            if (IsUnlocked(file)) File.Delete(file);
        }
    }

    // On Unix FileShare.None is an exclusive flock, which belongs to the open file and ends with the process.
    private static FileStream Lock(string file, FileMode mode) => new(file, mode, FileAccess.ReadWrite, FileShare.None);

    private static bool IsUnlocked(string file)
    {
        try
        {
            Lock(file, FileMode.Open).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true; // its worker removed it, or another found it dead
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
