using System.Reflection;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Changes;
using LinqToDB.Mapping;

namespace KubeFate.Service.Tests.Storage.Changes;

public sealed class WrittenAreasTests
{
    [Theory]
    [InlineData("SELECT * FROM [users]", nameof(DataAreas.None))]
    [InlineData("\n select 1", nameof(DataAreas.None))]
    [InlineData("UPDATE\n\t[users]\nSET\n\t[role] = @p", nameof(DataAreas.Users))]
    [InlineData("UPDATE `revoked_sessions` `t1` SET `t1`.`id` = 1", nameof(DataAreas.Users))]
    [InlineData("INSERT INTO \"clusters\" (\"uuid\") VALUES (:uuid) RETURNING \"id\"", nameof(DataAreas.Clusters))]
    [InlineData("DELETE FROM sub_jobs", nameof(DataAreas.Jobs))]
    [InlineData("INSERT INTO job_events (number) VALUES (1)", nameof(DataAreas.None))]
    [InlineData("INSERT INTO tables_of_tomorrow (id) VALUES (1)", nameof(DataAreas.All))]
    [InlineData("DROP TABLE x", nameof(DataAreas.All))]
    [InlineData("WITH gone AS (SELECT id FROM charts) DELETE FROM clusters WHERE id IN (SELECT id FROM gone)", "Clusters, Charts")]
    [InlineData("UPDATE my_users SET x = 1", nameof(DataAreas.All))]
    public void A_statement_writes_where_it_names_a_table(string sql, string areas) => Assert.Equal(areas, WrittenAreas.Of(sql).ToString());

    [Fact]
    public void Every_table_of_the_mapper_has_its_area()
    {
        var tables = typeof(Database).Assembly.GetTypes().Select(type => type.GetCustomAttributes<TableAttribute>().FirstOrDefault()?.Name).OfType<string>().Distinct(StringComparer.Ordinal);
        Assert.All(tables, table => Assert.True(WrittenAreas.Tables.ContainsKey(table), $"{table} has no area in WrittenAreas.Tables: say which answers depend on it"));
    }
}
