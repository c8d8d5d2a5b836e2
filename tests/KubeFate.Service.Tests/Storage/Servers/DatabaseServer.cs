using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Storage.Servers;

/// <summary>A database server that the service can store its records in.</summary>
internal abstract class DatabaseServer : DatabaseProcess
{
    /// <summary>How to reach a database of that name here.</summary>
    public abstract DatabaseOptions Options(string name);

    /// <summary>Makes an empty database.</summary>
    public abstract Task CreateAsync(string name, CancellationToken cancellationToken);
}
