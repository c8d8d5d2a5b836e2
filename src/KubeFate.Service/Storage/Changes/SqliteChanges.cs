using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KubeFate.Service.Storage.Changes;

/// <summary>
/// Looks at the stamps over a connection of its own that is kept open and never writes. <c>PRAGMA data_version</c> changes there with every
/// commit of any other connection, of this process or another (sqlite.org/pragma.html#pragma_data_version), and costs a look at shared memory:
/// the stamps themselves are read only then.
/// </summary>
internal sealed class SqliteChanges(Func<SqliteConnection> connect, Func<SqliteException, StorageException> translate) : ChangeReader
{
    // Readers do not wait for writers. Who meets a file that another program holds for itself is answered the long way, with that way's patience.
    private const int BusyMilliseconds = 20;

    private readonly Lock _turn = new();
    private SqliteConnection? _connection;
    private sqlite3_stmt? _version;
    private sqlite3_stmt? _rows;
    private long _seenVersion;
    private ChangeStamps? _seen;

    public override ValueTask<ChangeStamps> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            try
            {
                return new ValueTask<ChangeStamps>(Read());
            }
            catch (SqliteException failure)
            {
                Close();
                return ValueTask.FromException<ChangeStamps>(translate(failure));
            }
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        lock (_turn) Close();
        base.Dispose();
    }

    private ChangeStamps Read()
    {
        if (_connection is null) Open();
        // In this order: a commit between the two is seen again by the next look.
        var version = ReadVersion();
        if (_seen is not null && version == _seenVersion) return _seen;
        (_seen, _seenVersion) = (ReadRows(), version);
        return _seen;
    }

    private void Open()
    {
        _connection = connect();
        _connection.Open();
        raw.sqlite3_busy_timeout(_connection.Handle, BusyMilliseconds);
        _version = Prepare("PRAGMA data_version");
        _rows = Prepare(ChangeStamps.Query);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_connection!.Handle, sql, out var statement));
        return statement;
    }

    private long ReadVersion()
    {
        try
        {
            if (raw.sqlite3_step(_version) is not raw.SQLITE_ROW and var code) Check(code);
            return raw.sqlite3_column_int64(_version, 0);
        }
        finally
        {
            raw.sqlite3_reset(_version);
        }
    }

    private ChangeStamps ReadRows()
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            int code;
            while ((code = raw.sqlite3_step(_rows)) == raw.SQLITE_ROW)
                found[raw.sqlite3_column_text(_rows, 0).utf8_to_string()] = raw.sqlite3_column_int64(_rows, 1);
            if (code != raw.SQLITE_DONE) Check(code);
        }
        finally
        {
            raw.sqlite3_reset(_rows);
        }

        return ChangeStamps.Of(found);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _connection!.Handle);
    }

    private void Close()
    {
        _version?.Dispose();
        _rows?.Dispose();
        _connection?.Dispose();
        (_version, _rows, _connection, _seen) = (null, null, null, null);
    }
}
