using System.Data.Common;
using KubeFate.Service.Storage.Dialects;

namespace KubeFate.Service.Storage.Changes;

/// <summary>
/// Looks at the stamps by a query over a connection that it keeps. Calls that come while a query is under way share the next one: a query that
/// began before a call might not see what was committed before it.
/// </summary>
internal sealed class QueriedChanges(DatabaseDialect dialect) : ChangeReader
{
    private readonly Lock _turn = new();
    private TaskCompletionSource<ChangeStamps>? _waiting;
    private bool _reading;
    private DbConnection? _connection;

    public override ValueTask<ChangeStamps> ReadAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<ChangeStamps> mine;
        lock (_turn)
        {
            mine = _waiting ??= new TaskCompletionSource<ChangeStamps>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_reading)
            {
                _reading = true;
                _ = ReadAllAsync(CancellationToken.None); // Of all who wait: none of them alone may cancel it.
            }
        }

        return new ValueTask<ChangeStamps>(mine.Task.WaitAsync(cancellationToken));
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        Interlocked.Exchange(ref _connection, null)?.Dispose();
        base.Dispose();
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource<ChangeStamps> asked;
            lock (_turn)
            {
                if (_waiting is null)
                {
                    _reading = false;
                    return;
                }

                (asked, _waiting) = (_waiting, null);
            }

            try
            {
                asked.SetResult(await QueryAsync(cancellationToken));
            }
            catch (Exception failure)
            {
                asked.SetException(failure);
            }
        }
    }

    private async Task<ChangeStamps> QueryAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null)
        {
            try
            {
                return await QueryAsync(_connection, cancellationToken);
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException)
            {
                // The server was restarted, or ended what idled too long: a new connection tells.
                Drop();
            }
        }

        _connection = await dialect.OpenAsync(cancellationToken);
        try
        {
            return await QueryAsync(_connection, cancellationToken);
        }
        catch (DbException failure)
        {
            Drop();
            throw dialect.Translate(failure);
        }
    }

    private void Drop() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    private static async Task<ChangeStamps> QueryAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ChangeStamps.Query;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await ChangeStamps.ReadAsync(rows, cancellationToken);
    }
}
