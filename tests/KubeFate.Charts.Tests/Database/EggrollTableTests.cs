using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Database;

/// <summary>Eggroll's tables from release to release, by the script that the cluster manager's pod runs before it.</summary>
public sealed class EggrollTableTests(MariaDb server)
{
    private const string Manager = "clustermanager";
    private const string OwnClaim = "persistence: true\nnodemanager: { existingClaim: ours }";

    // Two nodes, one that FATE no longer has, and a table on each of the two.
    private const string Rows = """
        INSERT INTO server_node (host, port, node_type, status) VALUES ('nodemanager-7', 9461, 'NODE_MANAGER', 'HEALTHY');
        INSERT INTO store_locator (store_type, namespace, name, total_partitions, status) VALUES ('LMDB', 'experiment', 'breast', 1, 'NORMAL'), ('LMDB', 'experiment', 'motor', 1, 'NORMAL');
        INSERT INTO store_partition (store_locator_id, node_id, partition_id, status)
          SELECT store_locator_id, server_node_id, 0, 'PRIMARY' FROM store_locator JOIN server_node ON host = IF(store_locator.name = 'breast', 'nodemanager-0', 'nodemanager-1');
        INSERT INTO session_processor (session_id, server_node_id, processor_type, status) VALUES ('job-1', 2, 'egg_pair', 'RUNNING');
        """;

    public static TheoryData<string, string> Releases => new()
    {
        { "v1.8.0", "eggroll-v2.4.4" }, { "v1.11.2", "eggroll-v2.5.1" }, { "v2.0.0", "eggroll-v3.0.0" }, { "v2.1.1", "eggroll-v3.0.0" }, { "v2.2.0", "eggroll-v3.0.0" },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_release_is_held_against_the_tables_of_its_eggroll() =>
        Assert.Equal(Clusters.Releases.Select(row => row.Data).Order(), Releases.Select(row => row.Data.Item1).Order());

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task An_empty_database_gets_the_tables_that_eggroll_itself_makes(string release, string facts)
    {
        var database = await server.CreateAsync(Cancel);
        await PrepareAsync(database, release);
        Assert.Equal(await TableFacts.ReadAsync(facts, Cancel), await database.ColumnsAsync(Cancel));
    }

    [Fact]
    public async Task The_tables_of_1_8_become_those_of_1_11_and_keep_their_rows()
    {
        var database = await OldAsync();
        await PrepareAsync(database, "v1.11.2");

        Assert.Equal(await TableFacts.ReadAsync("eggroll-v2.5.1", Cancel), await database.ColumnsAsync(Cancel));
        Assert.Equal(["job-1 RUNNING NULL"], await database.QueryAsync("SELECT session_id, status, processor_option FROM session_processor", Cancel));
    }

    [Fact]
    public async Task Nodes_of_1_8_are_lost_until_they_report_and_the_names_of_their_tables_are_free()
    {
        var database = await OldAsync();
        await PrepareAsync(database, "v1.11.2");

        Assert.Equal(["LOSS"], await database.QueryAsync("SELECT DISTINCT status FROM server_node WHERE node_type = 'NODE_MANAGER'", Cancel));
        Assert.Equal(["breast.left-behind DELETED", "motor.left-behind DELETED"], await database.QueryAsync("SELECT name, status FROM store_locator ORDER BY name", Cancel));
    }

    [Fact]
    public async Task On_a_claim_that_both_releases_mount_the_nodes_keep_their_numbers_and_tables()
    {
        var database = await OldAsync(OwnClaim);
        var before = await database.QueryAsync("SELECT server_node_id FROM server_node WHERE host IN ('nodemanager-0', 'nodemanager-1') ORDER BY host", Cancel);
        await PrepareAsync(database, "v1.11.2", OwnClaim);

        Assert.Equal(before, await database.QueryAsync("SELECT server_node_id FROM server_node WHERE host LIKE '%.nodemanager' ORDER BY host", Cancel));
        Assert.Equal(["NORMAL"], await database.QueryAsync("SELECT DISTINCT status FROM store_locator", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData(OwnClaim)]
    public async Task A_rollback_to_1_8_finds_nodes_and_tables_as_they_were(string keys)
    {
        var database = await OldAsync(keys);
        const string query = "SELECT server_node_id, host, port, status FROM server_node ORDER BY 1; SELECT store_locator_id, name, status FROM store_locator ORDER BY 1";
        var before = await database.QueryAsync(query, Cancel);
        await PrepareAsync(database, "v1.11.2", keys);
        await PrepareAsync(database, "v1.8.0", keys);
        Assert.Equal(before, await database.QueryAsync(query, Cancel));
    }

    [Theory]
    [InlineData("v1.8.0")]
    [InlineData("v1.11.2")]
    [InlineData("v2.0.0", "archiveFate1: true")]
    public async Task A_second_run_changes_nothing(string release, string keys = "")
    {
        var database = await OldAsync();
        await PrepareAsync(database, release, keys);
        var before = await database.EverythingAsync(Cancel);
        await PrepareAsync(database, release, keys);
        Assert.Equal(before, await database.EverythingAsync(Cancel));
    }

    [Theory]
    [InlineData("v1.11.2")]
    [InlineData("v2.0.0")]
    public async Task A_run_that_was_killed_anywhere_is_taken_up_by_the_next(string release)
    {
        var whole = await OldAsync();
        await PrepareAsync(whole, release);
        var expected = await whole.ColumnsAsync(Cancel);
        var statements = await PartyDatabase.StatementsAsync(Manager, whole.ClusterYaml(release), Cancel);
        var old = string.Join(";\n", await PartyDatabase.StatementsAsync(Manager, whole.ClusterYaml("v1.8.0"), Cancel)) + $";\n{Rows};\n";
        foreach (var killed in PartyDatabase.Prefixes(statements))
        {
            var database = await server.CreateAsync(Cancel);
            await database.ExecuteAsync(old + killed, Cancel);
            await PrepareAsync(database, release);
            Assert.Equal(expected, await database.ColumnsAsync(Cancel));
        }
    }

    [Fact]
    public async Task Tables_that_upstreams_own_file_changed_in_part_are_completed()
    {
        // 2.5.x_To_3.0.0_DDL.sql of eggroll@v3.0.0 run by hand on 2.5: its first statement and the first line of its third pass, the others fail.
        var database = await server.CreateAsync(Cancel);
        await PrepareAsync(database, "v1.11.2");
        await database.ExecuteAsync("""
            ALTER TABLE session_main ADD status_reason VARCHAR(255) AFTER status, ADD before_status VARCHAR(255) AFTER status_reason;
            ALTER TABLE store_locator ADD key_serdes_type INT NOT NULL DEFAULT 0, DROP partitioner;
            """, Cancel);
        await PrepareAsync(database, "v2.0.0");

        Assert.Equal((await TableFacts.ReadAsync("eggroll-v3.0.0", Cancel)).Order(StringComparer.Ordinal), (await database.ColumnsAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    private async Task<PartyDatabase> OldAsync(string keys = "")
    {
        var database = await server.CreateAsync(Cancel);
        await PrepareAsync(database, "v1.8.0", keys);
        await database.ExecuteAsync(Rows, Cancel);
        await PrepareAsync(database, "v1.8.0", keys);
        return database;
    }

    private static async Task PrepareAsync(PartyDatabase database, string release, string keys = "") =>
        (await database.PrepareAsync(Manager, database.ClusterYaml(release, keys), Cancel)).MustSucceed();
}
