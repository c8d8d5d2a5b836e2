namespace KubeFate.Service.Storage;

/// <summary>What went wrong with the database, the same words for all three.</summary>
internal enum StorageFailure
{
    /// <summary>Another program or transaction holds it; the same call may work a moment later.</summary>
    Locked,

    /// <summary>No room on the disk.</summary>
    Full,

    /// <summary>It cannot be reached, opened or signed in to.</summary>
    Unreachable,

    /// <summary>A row with that key is there already.</summary>
    Duplicate,

    /// <summary>The file is damaged, or is no database.</summary>
    Corrupt,

    /// <summary>A newer release of this program has changed the tables.</summary>
    TooNew,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A failure of the database with a message fit to show a user.</summary>
internal sealed class StorageException(StorageFailure code, string message, bool isTransient, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public StorageFailure Code { get; } = code;

    /// <summary>Whether the same call may succeed later without anybody's help: locked, or a server that restarts.</summary>
    public bool IsTransient { get; } = isTransient;
}
