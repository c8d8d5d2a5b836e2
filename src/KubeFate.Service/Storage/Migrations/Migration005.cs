using FluentMigrator;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>Names are exact on MySQL and MariaDB too: before, "admin " signed in as "admin".</summary>
[Migration(Number, "exact names")]
public sealed class Migration005 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 5;

    private static readonly string[] Tables =
    [
        "users", "settings", "clusters", "jobs", "job_steps", "job_events", "sub_jobs", "access_tokens", "revoked_sessions", "audit_events", "charts", "sealed_texts", "change_stamps",
    ];

    /// <inheritdoc />
    public override void Up() =>
        IfDatabase(ProcessorIdConstants.MySql8).Execute.WithConnection((connection, transaction) => ExactText.Convert(connection, transaction, Tables));
}
