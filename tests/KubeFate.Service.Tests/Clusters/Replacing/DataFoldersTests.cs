using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Service.Clusters.Replacing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>Where a workload's data lies, against where its new manifests would look.</summary>
public sealed class DataFoldersTests
{
    [Theory]
    [InlineData("mysql", "data", "/var/lib/mysql", "", "mysql", "mysql.subPath: /")]
    [InlineData("mysql", "data", "/var/lib/mysql", "my/own", "mysql", "mysql.subPath: my/own")]
    [InlineData("mysql", "data", "/var/lib/mysql", "mysql", "mysql", "")]
    [InlineData("namenode", "dfs", "/hadoop/dfs/name", "", "name", "hdfs.namenode.subPath: /")]
    [InlineData("datanode", "dfs", "/hadoop/dfs/data", "", "data", "hdfs.datanode.subPath: /")]
    [InlineData("pulsar", "pulsar-data", "/pulsar/data", "", "pulsar", "pulsar.subPath: /")]
    [InlineData("python", "python-data", "/data/projects/fate/fateflow/logs", "fate/logs", "logs", "python.subPath: fate")]
    [InlineData("theirs", "data", "/data", "", "theirs", "")]
    public void A_folder_that_cluster_yaml_does_not_name_is_found(string workload, string volume, string path, string lies, string looked, string found) =>
        Assert.Equal(found, Told(Find(Set(workload, volume, path, looked), Set(workload, volume, path, lies), [])));

    [Fact]
    public void What_cluster_yaml_names_counts() =>
        Assert.Empty(Find(Set("mysql", "data", "/var/lib/mysql", "new"), Set("mysql", "data", "/var/lib/mysql", ""), new JsonObject { ["mysql"] = new JsonObject { ["subPath"] = "new" } }));

    [Fact]
    public void A_volume_of_another_claim_has_nothing_to_find()
    {
        var moved = Set("mysql", "data", "/var/lib/mysql", "mysql");
        moved["spec"]!.AsObject().Remove("volumeClaimTemplates");
        moved["spec"]!["template"]!["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = "elsewhere" } });
        Assert.Empty(Find(moved, Set("mysql", "data", "/var/lib/mysql", ""), []));
    }

    [Fact]
    public void The_folders_go_where_cluster_yaml_would_have_them()
    {
        JsonObject spec = new() { ["name"] = "a", ["hdfs"] = new JsonObject { ["namenode"] = new JsonObject { ["size"] = "1Gi" } }, ["mysql"] = null };
        var told = DataFolders.Over(spec, [new DataFolder("hdfs.namenode.subPath", "/", ""), new DataFolder("mysql.subPath", "/", "")]);
        Assert.Equal("""{"name":"a","hdfs":{"namenode":{"size":"1Gi","subPath":"/"}},"mysql":{"subPath":"/"}}""", told.ToJsonString());
        Assert.Null(spec["mysql"]);
    }

    private static IReadOnlyList<DataFolder> Find(JsonObject wanted, JsonObject live, JsonObject spec) =>
        [.. DataFolders.Find(wanted, live, FateReleases.Find("fate", "v1.11.2")!, spec)];

    private static string Told(IEnumerable<DataFolder> folders) => string.Join(", ", folders.Select(folder => $"{folder.Key}: {folder.Folder}"));

    private static JsonObject Set(string name, string volume, string path, string folder)
    {
        JsonObject mount = new() { ["name"] = volume, ["mountPath"] = path };
        if (folder.Length > 0) mount["subPath"] = folder;
        return new JsonObject
        {
            ["kind"] = "StatefulSet",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = name, ["volumeMounts"] = new JsonArray(mount) }) } },
                ["volumeClaimTemplates"] = new JsonArray(new JsonObject { ["metadata"] = new JsonObject { ["name"] = volume } }),
            },
        };
    }
}
