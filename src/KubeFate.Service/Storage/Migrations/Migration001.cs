using FluentMigrator;
using FluentMigrator.Builders.Create.Table;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>The first tables.</summary>
[Migration(Number, "users, settings, clusters, jobs")]
public sealed class Migration001 : TableMigration
{
    /// <summary>The version of the tables after this migration.</summary>
    public const long Number = 1;

    /// <inheritdoc />
    public override void Up()
    {
        Table("users", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("uuid").AsString(Word).NotNullable().Unique("users_uuid")
            .WithColumn("username").AsString(Name).NotNullable().Unique("users_username")
            .WithColumn("password_hash").AsString(int.MaxValue).NotNullable()
            .WithColumn("role").AsString(Word).NotNullable()
            .WithColumn("status").AsString(Word).NotNullable()
            .WithColumn("email").AsString(Name).NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("updated_at").AsInt64().NotNullable());
        Table("settings", t => t
            .WithColumn("name").AsString(Word).NotNullable().PrimaryKey()
            .WithColumn("value").AsString(int.MaxValue).NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable());
        Table("clusters", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("uuid").AsString(Word).NotNullable().Unique("clusters_uuid")
            .WithColumn("name").AsString(Name).NotNullable()
            .WithColumn("namespace").AsString(Name).NotNullable()
            .WithColumn("chart_name").AsString(Name).NotNullable()
            .WithColumn("chart_version").AsString(Name).NotNullable()
            .WithColumn("values").AsString(int.MaxValue).NotNullable()
            .WithColumn("spec").AsString(int.MaxValue).NotNullable()
            .WithColumn("status").AsString(Word).NotNullable()
            .WithColumn("revision").AsInt32().NotNullable()
            .WithColumn("helm_revision").AsInt32().NotNullable()
            .WithColumn("live_key").AsString(2 * Name + 1).Nullable().Unique("clusters_live_key")
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("updated_at").AsInt64().NotNullable()
            .WithColumn("deleted_at").AsInt64().Nullable());
        Jobs();
    }

    private void Jobs()
    {
        Table("jobs", t => t
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("uuid").AsString(Word).NotNullable().Unique("jobs_uuid")
            .WithColumn("method").AsString(Word).NotNullable()
            .WithColumn("cluster_uuid").AsString(Word).NotNullable()
            .WithColumn("creator").AsString(Name).NotNullable()
            .WithColumn("status").AsString(Word).NotNullable()
            .WithColumn("request").AsString(int.MaxValue).Nullable()
            .WithColumn("time_limit").AsInt64().NotNullable()
            .WithColumn("states").AsString(int.MaxValue).NotNullable()
            .WithColumn("failure_code").AsString(Word).Nullable()
            .WithColumn("failure_message").AsString(int.MaxValue).Nullable()
            .WithColumn("failure_detail").AsString(int.MaxValue).Nullable()
            .WithColumn("stop_requested").AsBoolean().NotNullable()
            .WithColumn("live_key").AsString(Word).Nullable().Unique("jobs_live_key")
            .WithColumn("lease_owner").AsString(Name).Nullable()
            .WithColumn("lease_until").AsInt64().Nullable()
            .WithColumn("attempt").AsInt32().NotNullable()
            .WithColumn("last_event").AsInt64().NotNullable()
            .WithColumn("started_at").AsInt64().Nullable()
            .WithColumn("ended_at").AsInt64().Nullable()
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("updated_at").AsInt64().NotNullable()
            .WithColumn("deleted_at").AsInt64().Nullable());
        Table("job_steps", t => OfJob(t)
            .WithColumn("name").AsString(Word).NotNullable().PrimaryKey()
            .WithColumn("ordinal").AsInt32().NotNullable()
            .WithColumn("status").AsString(Word).NotNullable()
            .WithColumn("attempt").AsInt32().NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("finished_at").AsInt64().Nullable()
            .WithColumn("result").AsString(int.MaxValue).Nullable());
        Table("job_events", t => OfJob(t)
            .WithColumn("number").AsInt64().NotNullable().PrimaryKey()
            .WithColumn("time").AsInt64().NotNullable()
            .WithColumn("type").AsString(Word).NotNullable()
            .WithColumn("step").AsString(Word).Nullable()
            .WithColumn("module").AsString(Name).Nullable()
            .WithColumn("status").AsString(Word).Nullable()
            .WithColumn("message").AsString(int.MaxValue).NotNullable()
            .WithColumn("failure").AsString(int.MaxValue).Nullable());
        Table("sub_jobs", t => OfJob(t)
            .WithColumn("module").AsString(Name).NotNullable().PrimaryKey()
            .WithColumn("status").AsString(Word).NotNullable()
            .WithColumn("condition").AsString(Word).NotNullable()
            .WithColumn("waiting_for").AsString(int.MaxValue).Nullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("ended_at").AsInt64().Nullable());
    }

    private static ICreateTableColumnOptionOrWithColumnSyntax OfJob(ICreateTableWithColumnSyntax table) =>
        table.WithColumn("job_id").AsInt64().NotNullable().PrimaryKey();
}
