using FluentMigrator;
using KubeFate.Service.Storage.Changes;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>The change stamps: what tells every replica that something in memory no longer holds.</summary>
[Migration(Number, "change stamps")]
public sealed class Migration004 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 4;

    /// <inheritdoc />
    public override void Up()
    {
        Table(ChangeStamps.Table, t => t
            .WithColumn("area").AsString(Word).NotNullable().PrimaryKey()
            .WithColumn("stamp").AsInt64().NotNullable());
        // Rows of an attempt that died half way, on a database that keeps each statement.
        Execute.Sql($"DELETE FROM {ChangeStamps.Table}");
        foreach (var area in ChangeStamps.Single(DataAreas.All)) Execute.Sql($"INSERT INTO {ChangeStamps.Table} (area, stamp) VALUES ('{ChangeStamps.Word(area)}', 0)");
    }
}
