using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Database;

/// <summary>The database of a party, and the charts' own scripts run on it, taken out of what helm renders.</summary>
internal sealed class PartyDatabase(string name, int port, string socket)
{
    public const string Password = "sesame";

    /// <summary>A cluster.yaml on this database.</summary>
    public string ClusterYaml(string release, string keys = "") => Clusters.Of(release, $"""
        externalMysqlIp: 127.0.0.1
        externalMysqlPort: {port}
        externalMysqlUser: fate
        externalMysqlPassword: {Password}
        externalMysqlDatabase: {name}
        {keys}
        """);

    /// <summary>Runs the init container of that workload as it is rendered; only its folder /schema is another one here.</summary>
    public async Task<ToolResult> PrepareAsync(string workload, string clusterYaml, CancellationToken cancellationToken)
    {
        var manifests = await FateChart.RenderAsync(clusterYaml, cancellationToken);
        var container = manifests.Container(workload, "prepare-database");
        using var folder = new TempFolder();
        foreach (var file in Files(manifests, workload)) folder.Write(file.Key, file.Value);
        var command = container["command"]!.AsArray().Select(word => word!.GetValue<string>().Replace("/schema/", folder.Path + "/", StringComparison.Ordinal)).ToList();
        return await ToolProcess.RunAsync(command[0], command.Skip(1), Environment(manifests, container), input: null, cancellationToken);
    }

    /// <summary>The rendered script alone, statement by statement.</summary>
    public static async Task<IReadOnlyList<string>> StatementsAsync(string workload, string clusterYaml, CancellationToken cancellationToken)
    {
        var script = Files(await FateChart.RenderAsync(clusterYaml, cancellationToken), workload).Values.Single();
        var lines = script.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return [.. string.Join('\n', lines).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    /// <summary>What has run of them when the client is killed after any one that changes something.</summary>
    public static IEnumerable<string> Prefixes(IReadOnlyList<string> statements) =>
        from done in Enumerable.Range(1, statements.Count - 1)
        where statements[done - 1].Split(' ')[0] is "EXECUTE" or "CREATE" or "INSERT" or "UPDATE"
        select string.Join(";\n", statements.Take(done));

    /// <summary>What a query answers, a row a line, columns parted by blanks.</summary>
    public async Task<IReadOnlyList<string>> QueryAsync(string sql, CancellationToken cancellationToken) =>
        [.. (await SqlAsync(socket, name, sql, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Replace('\t', ' '))];

    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) => SqlAsync(socket, name, sql, cancellationToken);

    /// <summary>Every column of the tables whose names match, in the form of Facts/.</summary>
    public Task<IReadOnlyList<string>> ColumnsAsync(CancellationToken cancellationToken, string tables = "%") => QueryAsync(
        "SELECT CONCAT_WS(' ', table_name, column_name, REPLACE(column_type, ' ', '_'), is_nullable) FROM information_schema.columns "
        + $"WHERE table_schema = DATABASE() AND table_name LIKE '{tables}' ORDER BY table_name, ordinal_position", cancellationToken);

    /// <summary>All that is in the database: columns, defaults, indexes and rows.</summary>
    public async Task<IReadOnlyList<string>> EverythingAsync(CancellationToken cancellationToken)
    {
        var shape = await QueryAsync(
            "SELECT table_name, column_name, ordinal_position, column_type, is_nullable, column_default, extra FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 3;"
            + "SELECT table_name, index_name, seq_in_index, column_name, sub_part, non_unique FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3", cancellationToken);
        var tables = await QueryAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1", cancellationToken);
        return tables.Count == 0 ? shape : [.. shape, .. await QueryAsync(string.Join(';', tables.Select(table => $"SELECT '{table}', COUNT(*) FROM {table}; SELECT * FROM {table}")), cancellationToken)];
    }

    public static async Task<string> SqlAsync(string socket, string database, string sql, CancellationToken cancellationToken) =>
        (await ToolProcess.RunAsync("mysql", ["--no-defaults", "--user=root", $"--socket={socket}", "--batch", "--skip-column-names", database], null, sql, cancellationToken)).MustSucceed().Output;

    private static Dictionary<string, string> Files(Manifests manifests, string workload)
    {
        var pod = manifests.Workloads.Single(candidate => Manifests.Name(candidate) == workload)["spec"]!["template"]!["spec"]!;
        var map = pod["volumes"]!.AsArray().Single(volume => volume!["name"]!.GetValue<string>() == "schema")!["configMap"]!["name"]!.GetValue<string>();
        return manifests.Get("ConfigMap", map)["data"]!.AsObject().ToDictionary(file => file.Key, file => file.Value!.GetValue<string>(), StringComparer.Ordinal);
    }

    private static Dictionary<string, string?> Environment(Manifests manifests, JsonObject container) =>
        container["env"]!.AsArray().ToDictionary<JsonNode?, string, string?>(
            variable => variable!["name"]!.GetValue<string>(),
            variable => variable!["value"]?.GetValue<string>() ?? manifests.File("Secret",
                variable["valueFrom"]!["secretKeyRef"]!["name"]!.GetValue<string>(), variable["valueFrom"]!["secretKeyRef"]!["key"]!.GetValue<string>()),
            StringComparer.Ordinal);
}
