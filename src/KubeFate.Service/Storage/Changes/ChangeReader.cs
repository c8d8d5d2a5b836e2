namespace KubeFate.Service.Storage.Changes;

/// <summary>
/// Looks at the stamps. An answer is at least as new as the call: whatever was committed before it, here or by another replica, is in it.
/// Throws <see cref="StorageException"/> when the database cannot be read.
/// </summary>
internal abstract class ChangeReader : IDisposable
{
    public abstract ValueTask<ChangeStamps> ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
