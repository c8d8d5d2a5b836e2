using FluentMigrator;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>Specs and requests as they were sent, sealed; beside them the tables keep a masked form.</summary>
[Migration(Number, "sealed texts")]
public sealed class Migration003 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 3;

    /// <inheritdoc />
    public override void Up() =>
        Table("sealed_texts", t => t
            .WithColumn("name").AsString(Word).NotNullable().PrimaryKey()
            .WithColumn("data_key").AsInt32().NotNullable().Indexed("sealed_texts_data_key")
            .WithColumn("text").AsString(int.MaxValue).NotNullable());
}
