using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Database;

/// <summary>FATE-Flow's tables from release to release, by the script that its pod runs before it.</summary>
public sealed class FlowTableTests(MariaDb server)
{
    private const string Archive = "archiveFate1: true";

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["t_job"] = "f_job_id, f_role, f_party_id",
        ["t_session_record"] = "f_engine_type, f_engine_name, f_engine_session_id",
        ["t_task"] = "f_job_id, f_task_id, f_task_version, f_role, f_party_id",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tables_of_1_8_get_every_column_that_1_11_reads()
    {
        var database = await OldAsync();
        await PrepareAsync(database, "v1.11.2");

        var there = (await database.ColumnsAsync(Cancel)).Select(Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty((await TableFacts.ReadAsync("fateflow-v1.11.1", Cancel)).Select(Name).Where(column => !there.Contains(column)));
        Assert.Equal(["1 s-1"], await database.QueryAsync("SELECT id, f_engine_session_id FROM t_session_record", Cancel));
    }

    [Fact]
    public async Task Fate_1_8_goes_on_writing_after_a_rollback()
    {
        var database = await OldAsync();
        await PrepareAsync(database, "v1.11.2");
        await PrepareAsync(database, "v1.8.0");

        await database.ExecuteAsync("INSERT INTO t_session_record (f_engine_session_id, f_manager_session_id, f_engine_type, f_engine_name, f_engine_address) VALUES ('s-2', 'm', 'computing', 'EGGROLL', '{}')", Cancel);
        var old = await TableFacts.ReadAsync("fateflow-v1.8.0", Cancel);
        var there = (await database.ColumnsAsync(Cancel)).Select(Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(old.Select(Name).Where(column => !there.Contains(column)));
    }

    [Theory]
    [InlineData("python")]
    [InlineData("clustermanager")]
    public async Task Fate_2_does_not_start_over_fate_1_unless_it_is_told_to_and_changes_nothing(string workload)
    {
        var database = await OldAsync();
        var before = await database.EverythingAsync(Cancel);

        var refused = await database.PrepareAsync(workload, database.ClusterYaml("v2.0.0"), Cancel);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("archiveFate1: true", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, await database.EverythingAsync(Cancel));
    }

    [Fact]
    public async Task Fate_2_begins_without_tables_and_those_of_fate_1_can_still_be_read()
    {
        var database = await OldAsync();
        await PrepareAsync(database, "v2.0.0", Archive);

        Assert.Equal(["fate1_componentsummary", "fate1_t_job", "fate1_t_machine_learning_model_info", "fate1_t_session_record", "fate1_t_task", "fate1_t_tracking_metric_20240105", "ours"],
            await database.QueryAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1", Cancel));
        Assert.Equal(["job-1"], await database.QueryAsync("SELECT f_job_id FROM fate1_t_job", Cancel));
    }

    [Fact]
    public async Task A_rollback_to_fate_1_finds_its_tables_as_they_were_and_fate_2_finds_its_own_again()
    {
        var database = await OldAsync();
        var before = await database.EverythingAsync(Cancel);
        await PrepareAsync(database, "v2.0.0", Archive);
        await database.ExecuteAsync("CREATE TABLE t_job (f_job_id VARCHAR(25), f_dag LONGTEXT); INSERT INTO t_job VALUES ('job-2', '{}'); CREATE TABLE metric (f_id INT)", Cancel);

        await PrepareAsync(database, "v1.8.0");
        Assert.Equal(before, (await database.EverythingAsync(Cancel)).Where(line => !line.StartsWith("fate2_", StringComparison.Ordinal) && line is not "job-2 {}"));

        await PrepareAsync(database, "v2.0.0", Archive);
        Assert.Equal(["job-2"], await database.QueryAsync("SELECT f_job_id FROM t_job", Cancel));
    }

    [Theory]
    [InlineData("v1.11.2")]
    [InlineData("v2.2.0")]
    public async Task Setting_aside_that_was_killed_half_way_is_taken_up(string release)
    {
        // Servers before MySQL 8 and MariaDB 10.6 do not rename many tables at once: what a crash leaves there.
        var database = await OldAsync();
        await PrepareAsync(database, "v2.0.0", Archive);
        var aside = await database.ColumnsAsync(Cancel);
        await database.ExecuteAsync("RENAME TABLE fate1_t_job TO t_job, fate1_t_task TO t_task", Cancel);
        if (release == "v2.2.0")
        {
            await PrepareAsync(database, release, Archive);
            Assert.Equal(aside, await database.ColumnsAsync(Cancel));
        }
        else
        {
            await database.ExecuteAsync("RENAME TABLE t_job TO fate1_t_job", Cancel);
            await PrepareAsync(database, release);
            Assert.Equal(0, (await database.ColumnsAsync(Cancel)).Count(column => column.StartsWith("fate1_", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("v1.11.2", "")]
    [InlineData("v2.0.0", Archive)]
    public async Task A_second_run_changes_nothing(string release, string keys)
    {
        var database = await OldAsync();
        await PrepareAsync(database, release, keys);
        var before = await database.EverythingAsync(Cancel);
        await PrepareAsync(database, release, keys);
        Assert.Equal(before, await database.EverythingAsync(Cancel));
    }

    [Fact]
    public async Task A_run_that_was_killed_anywhere_is_taken_up_by_the_next()
    {
        var whole = await OldAsync();
        await PrepareAsync(whole, "v1.11.2");
        var expected = await whole.EverythingAsync(Cancel);
        var statements = await PartyDatabase.StatementsAsync("python", whole.ClusterYaml("v1.11.2"), Cancel);
        foreach (var killed in PartyDatabase.Prefixes(statements))
        {
            var database = await OldAsync();
            await database.ExecuteAsync(killed, Cancel);
            await PrepareAsync(database, "v1.11.2");
            Assert.Equal(expected, await database.EverythingAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("v1.11.2", "computing: Spark_local\nfederation: Pulsar\nstorage: LocalFS\npulsar: { route_table: {} }\nnginx: { route_table: {} }")]
    [InlineData("v2.0.0", "computing: Spark\nfederation: OSX\nstorage: HDFS\narchiveFate1: true")]
    public async Task The_spark_engines_bring_their_tables_up_too(string release, string keys)
    {
        var database = await OldAsync();
        await PrepareAsync(database, release, keys);
        Assert.Equal(release == "v2.0.0", (await database.ColumnsAsync(Cancel)).Any(column => column.StartsWith("fate1_t_job", StringComparison.Ordinal)));
    }

    // What FATE 1.8 leaves, a table with a date, one of the three that no job uses, and one of somebody else.
    private async Task<PartyDatabase> OldAsync()
    {
        var database = await server.CreateAsync(Cancel);
        await database.ExecuteAsync(TableFacts.Create(await TableFacts.ReadAsync("fateflow-v1.8.0", Cancel), Keys) + """
            CREATE TABLE componentsummary (f_id INT);
            CREATE TABLE ours (id INT);
            SET sql_mode = '';
            INSERT INTO t_job (f_job_id, f_role, f_party_id) VALUES ('job-1', 'guest', '9999');
            INSERT INTO t_session_record (f_engine_session_id, f_manager_session_id, f_engine_type, f_engine_name, f_engine_address) VALUES ('s-1', 'm', 'computing', 'EGGROLL', '{}');
            """, Cancel);
        return database;
    }

    private static async Task<ToolResult> PrepareAsync(PartyDatabase database, string release, string keys = "") =>
        (await database.PrepareAsync("python", database.ClusterYaml(release, keys), Cancel)).MustSucceed();

    private static string Name(string line) => string.Join(' ', line.Split(' ').Take(2));
}
