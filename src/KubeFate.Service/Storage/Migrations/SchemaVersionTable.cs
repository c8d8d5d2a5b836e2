using FluentMigrator.Runner.VersionTableInfo;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>The table that tells which migrations have run. Lower case, so that no database needs it quoted.</summary>
internal sealed class SchemaVersionTable : IVersionTableMetaData
{
    public const string Name = "schema_version";
    public const string VersionColumn = "version";

    public bool OwnsSchema => false;

    public string SchemaName => "";

    public string TableName => Name;

    public string ColumnName => VersionColumn;

    public string DescriptionColumnName => "description";

    public string AppliedOnColumnName => "applied_on";

    public string UniqueIndexName => "schema_version_key";

    public bool CreateWithPrimaryKey => false;
}
