using FluentMigrator;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>Roles, lock-out, tokens, the audit log, the chart catalogue and idempotency keys.</summary>
[Migration(Number, "tokens, audit, charts, idempotency")]
public sealed class Migration002 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 2;

    /// <inheritdoc />
    public override void Up()
    {
        Users();
        Table("access_tokens", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("uuid").AsString(Word).NotNullable().Unique("access_tokens_uuid")
            .WithColumn("user_id").AsInt64().NotNullable().Indexed("access_tokens_user")
            .WithColumn("name").AsString(Name).NotNullable()
            .WithColumn("role").AsString(Word).Nullable()
            .WithColumn("hash").AsString(Word).NotNullable().Unique("access_tokens_hash")
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("expires_at").AsInt64().Nullable()
            .WithColumn("last_used_at").AsInt64().Nullable());
        Table("revoked_sessions", t => t
            .WithColumn("id").AsString(Word).NotNullable().PrimaryKey()
            .WithColumn("expires_at").AsInt64().NotNullable());
        Table("audit_events", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("time").AsInt64().NotNullable().Indexed("audit_events_time")
            .WithColumn("username").AsString(Name).NotNullable()
            .WithColumn("action").AsString(Word).NotNullable()
            .WithColumn("target").AsString(Name).NotNullable()
            .WithColumn("target_name").AsString(2 * Name + 1).NotNullable()
            .WithColumn("outcome").AsString(Word).NotNullable()
            .WithColumn("status").AsInt32().NotNullable()
            .WithColumn("detail").AsString(int.MaxValue).NotNullable()
            .WithColumn("remote").AsString(Name).NotNullable());
        Table("charts", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("uuid").AsString(Word).NotNullable().Unique("charts_uuid")
            .WithColumn("name").AsString(Name).NotNullable()
            .WithColumn("version").AsString(Name).NotNullable()
            .WithColumn("app_version").AsString(Name).NotNullable()
            .WithColumn("source").AsString(Word).NotNullable()
            .WithColumn("digest").AsString(2 * Word).NotNullable()
            .WithColumn("archive").AsBinary(int.MaxValue).NotNullable()
            .WithColumn("live_key").AsString(2 * Name + 1).Nullable().Unique("charts_live_key")
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("updated_at").AsInt64().NotNullable()
            .WithColumn("deleted_at").AsInt64().Nullable());
        Jobs();
    }

    // MySQL commits each statement by itself: after a death half way each part is made only when it is not there.
    private void Users()
    {
        if (!Schema.Table("users").Column("failed_logins").Exists()) Alter.Table("users").AddColumn("failed_logins").AsInt32().NotNullable().WithDefaultValue(0);
        if (!Schema.Table("users").Column("locked_until").Exists()) Alter.Table("users").AddColumn("locked_until").AsInt64().Nullable();
        if (!Schema.Table("users").Column("session_epoch").Exists()) Alter.Table("users").AddColumn("session_epoch").AsInt64().NotNullable().WithDefaultValue(0);
        // The first version had one account, which could do everything, and a word of its own for "may sign in".
        Execute.Sql("UPDATE users SET status = 'Available' WHERE status = 'Active'");
        Execute.Sql("UPDATE users SET role = 'admin' WHERE role NOT IN ('viewer', 'operator', 'admin')");
    }

    private void Jobs()
    {
        if (!Schema.Table("jobs").Column("idempotency_key").Exists()) Alter.Table("jobs").AddColumn("idempotency_key").AsString(Word).Nullable();
        if (!Schema.Table("jobs").Column("request_hash").Exists()) Alter.Table("jobs").AddColumn("request_hash").AsString(Word).Nullable();

        // SQLite cannot add a column that is unique; an index can be added to it.
        if (!Schema.Table("jobs").Index("jobs_idempotency_key").Exists())
            Create.Index("jobs_idempotency_key").OnTable("jobs").OnColumn("idempotency_key").Unique();
    }
}
