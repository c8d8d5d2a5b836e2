using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>What the migrations have in common. Times are units of 100 ns since 1970 in UTC; words are text; JSON is text.</summary>
public abstract class TableMigration : ForwardOnlyMigration
{
    private protected const int Word = 64;
    private protected const int Name = 255;

    /// <summary>Makes a table when it is not there: MySQL commits each statement by itself, so a migration may have died half way.</summary>
    private protected void Table(string name, Action<ICreateTableWithColumnSyntax> columns)
    {
        if (Schema.Table(name).Exists()) return;

        columns(Create.Table(name));
        // Names and keys mean what they say: MySQL's default would take "Admin" for "admin".
        IfDatabase(ProcessorIdConstants.MySql8).Execute.WithConnection((connection, transaction) => ExactText.Convert(connection, transaction, name));
    }
}
