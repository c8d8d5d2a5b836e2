using System.Data.Common;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Storage.Dialects;
using LinqToDB;
using LinqToDB.Interceptors;

namespace KubeFate.Service.Storage;

/// <summary>Makes connections, all with the same options: the mapper keeps its compiled queries by them.</summary>
internal sealed class StorageConnections(DatabaseDialect dialect)
{
    private readonly DataOptions _options =
        dialect.Configure(new DataOptions().UseMappingSchema(StorageMapping.Schema).UseInterceptor(new Translator(dialect)).UseInterceptor(new WriteWatch()));

    public StorageConnection Create() => new(_options);

    /// <summary>Translates at the statement, so that a transaction can tell which of its rows was there already.</summary>
    private sealed class Translator(DatabaseDialect dialect) : IExceptionInterceptor
    {
        public void ProcessException(ExceptionEventData eventData, Exception exception)
        {
            if (exception is DbException failure) throw dialect.Translate(failure);
        }
    }

    /// <summary>Notes where each statement writes.</summary>
    private sealed class WriteWatch : CommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command)
        {
            if (eventData.DataConnection is StorageConnection connection) connection.Written |= WrittenAreas.Of(command.CommandText);
            return command;
        }
    }
}
