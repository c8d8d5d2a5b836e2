using System.Data.Common;
using System.Globalization;
using FluentMigrator.Runner;
using KubeFate.Service.Storage.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Storage;

/// <summary>
/// Brings the tables to this program's version. A start reads one row and is done when it shows the newest; only otherwise is the
/// migration library loaded. Of several services that start at once, one migrates and the others wait for it.
/// </summary>
internal sealed class Schema(Database database, DatabaseOptions options, TimeProvider time, ILogger<Schema> logger)
{
    /// <summary>The version of the tables that this program is written for: the newest migration's.</summary>
    public const long Version = Migration006.Number;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Migrates when it must. Waits for a database that is still starting: a service and its database are often started together.
    /// <see cref="StorageFailure.TooNew"/> when a newer program has been here.
    /// </summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                await TryEnsureAsync(cancellationToken);
                return;
            }
            catch (StorageException e) when (e.IsTransient && time.GetElapsedTime(began) < options.StartPatience)
            {
                StorageLog.WaitsForDatabase(logger, e.Message);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task TryEnsureAsync(CancellationToken cancellationToken)
    {
        if (await IsCurrentAsync(cancellationToken)) return;

        await using var schemaLock = await database.Dialect.LockSchemaAsync(time, cancellationToken);
        // Another service may have migrated while we waited for the lock.
        if (!await IsCurrentAsync(cancellationToken)) Migrate();
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        var version = await ReadVersionAsync(cancellationToken);
        if (version > Version)
        {
            throw new StorageException(StorageFailure.TooNew,
                $"the database was changed by a newer KubeFATE (its tables have version {version}, this program knows {Version}); start that release, or restore a backup",
                isTransient: false);
        }

        return version == Version;
    }

    /// <summary>Plain ADO.NET: no mapper and no migration library on the way to a start.</summary>
    private async Task<long> ReadVersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.Dialect.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT MAX({SchemaVersionTable.VersionColumn}) FROM {SchemaVersionTable.Name}";
        try
        {
            var version = await command.ExecuteScalarAsync(cancellationToken);
            return version is null or DBNull ? 0 : Convert.ToInt64(version, CultureInfo.InvariantCulture);
        }
        catch (DbException e) when (database.Dialect.IsMissingTable(e))
        {
            return 0;
        }
        catch (DbException e)
        {
            throw database.Dialect.Translate(e);
        }
    }

    // If the process dies in here: SQLite and PostgreSQL roll the migration back; MySQL keeps the tables made so far, and the next
    // start makes those that are missing, because each is made only when it is not there.
    private void Migrate()
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
            {
                database.Dialect.Configure(runner);
                runner.WithVersionTable(new SchemaVersionTable()).ScanIn(typeof(Migration001).Assembly).For.Migrations();
            })
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
        }
        catch (Exception e) when (Unwrap(e) is { } failure)
        {
            throw database.Dialect.Translate(failure);
        }
    }

    private static DbException? Unwrap(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is DbException failure) return failure;
        }

        return null;
    }
}
