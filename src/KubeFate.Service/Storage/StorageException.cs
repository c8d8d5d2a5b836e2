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

    /// <summary>The key for sealed texts is missing, or another.</summary>
    Key,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// A failure of the database. Its message is for the log and for who runs the service: it names files and servers. <see cref="Told"/> is for
/// whoever calls, signed in or not.
/// </summary>
internal sealed class StorageException(StorageFailure code, string message, bool isTransient, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public StorageFailure Code { get; } = code;

    /// <summary>Whether the same call may succeed later without anybody's help: locked, or a server that restarts.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>The kind and what helps, and nothing of where and how the data lies.</summary>
    public string Told => Code switch
    {
        StorageFailure.Locked => "the service's database is busy; try again",
        StorageFailure.Full => "the service's database has no room left; its operator has to make room on its disk",
        StorageFailure.Unreachable => "the service cannot use its database; try again in a moment, and tell its operator when it lasts",
        StorageFailure.Corrupt => "the service's database is damaged; tell its operator",
        StorageFailure.Duplicate => "a record with that key exists already",
        StorageFailure.TooNew => "the service's database belongs to a newer release; tell its operator",
        _ => "the service's database refused this; its log has the reason",
    };
}
