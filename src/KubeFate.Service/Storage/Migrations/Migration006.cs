using FluentMigrator;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>What a job waits for.</summary>
[Migration(Number, "what a job waits for")]
public sealed class Migration006 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 6;

    /// <inheritdoc />
    public override void Up()
    {
        if (!Schema.Table("jobs").Column("waiting_for").Exists()) Alter.Table("jobs").AddColumn("waiting_for").AsString(int.MaxValue).Nullable();
    }
}
