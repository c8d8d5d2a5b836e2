using KubeFate.Service.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeFate.Service.Tests.Storage;

/// <summary>Makes tables in tests, without waiting for a database that is not there.</summary>
internal static class Schemas
{
    public static Schema Of(Database database, DatabaseOptions options) =>
        new(database, options with { StartPatience = TimeSpan.Zero }, TimeProvider.System, NullLogger<Schema>.Instance);
}
