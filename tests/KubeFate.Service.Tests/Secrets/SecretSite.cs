using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Clusters;
using KubeFate.Service.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Secrets;

/// <summary>A service with a cluster whose spec has secrets, and ways to look for them in all that it gives out or keeps.</summary>
internal sealed class SecretSite : IAsyncDisposable
{
    /// <summary>What is looked for; each secret has it in it.</summary>
    public const string Planted = "Planted0Secret";

    /// <summary>Keys of cluster.yaml that hold a secret, each in another way.</summary>
    public const string Keys = """
        "password":"Planted0Secret-1","registryAuth":{"user":"robot","token":"Planted0Secret-2"},"env":[{"name":"DB_PASSWORD","value":"Planted0Secret-3"},{"name":"DB_HOST","value":"db.example.com"}],
        "notebook_hashed_password":"sha1:Planted0Secret-4","url":"https://user:Planted0Secret-5@hub.example.com/x","pin":{"passcode":73405512345},"imageCredentials":{"robot":"Planted0Secret-10"}
        """;

    private SecretSite(ClusterSite site) => Site = site;

    public ClusterSite Site { get; }

    public RunningService Service => Site.Service;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SecretSite> OpenAsync(Func<ServiceOptions, ServiceOptions>? change = null)
    {
        var site = new SecretSite(await ClusterSite.OpenAsync(change: change));
        foreach (var role in (string[])["viewer", "operator"])
            await site.Service.SendAsync(HttpMethod.Post, "v1/user", $$"""{"username":"a-{{role}}","password":"long-enough","role":"{{role}}"}""");
        return site;
    }

    public Task SignInAsync(string role) => role == "admin" ? Service.SignInAsync() : Service.SignInAsync("long-enough", "a-" + role);

    /// <summary>What every route that reads answers, with every id there is in every place of one; archives unpacked.</summary>
    public async Task<List<(string Route, string Answer)>> ReadAllAsync()
    {
        var answers = new List<(string, string)>();
        var ids = await IdsAsync();
        foreach (var route in Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != true || route.RoutePattern.RawText!.Contains("swagger", StringComparison.Ordinal)) continue;
            var paths = route.RoutePattern.Parameters.Count == 0 ? [route.RoutePattern.RawText] : ids.Select(id => Filled(route, id));
            foreach (var path in paths) answers.Add((path, await ReadAsync(path)));
        }

        answers.Add(("v1/cluster?all=true", await ReadAsync("v1/cluster?all=true")));
        return answers;
    }

    /// <summary>Every value of every table, and the bytes of every file in the folder of the service.</summary>
    public async Task<List<(string Place, string Text)>> StoredAsync()
    {
        var places = new List<(string, string)>();
        await using var connection = await Service.Services.GetRequiredService<Database>().Dialect.OpenAsync(Cancel);
        var tables = await QueryAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        foreach (var table in tables.Where(name => name.Length > 0)) places.AddRange((await QueryAsync(connection, $"SELECT * FROM {table}")).Select(cell => ("table " + table, cell)));
        foreach (var file in Directory.EnumerateFiles(Site.Folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            places.Add((file, Encoding.Latin1.GetString(await BytesAsync(file))));
        places.AddRange(Service.Services.GetRequiredService<RecentLog>().Lines.Select(line => ("log", line)));
        return places;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private async Task<List<string>> IdsAsync()
    {
        var ids = new List<string>();
        foreach (var list in (string[])["v1/cluster?all=true", "v1/job", "v1/chart"])
            ids.AddRange((await Service.SendAsync(HttpMethod.Get, list)).Json["data"]!.AsArray().Select(item => (string)item!["uuid"]!));
        return ids;
    }

    private static string Filled(RouteEndpoint route, string id) => route.RoutePattern.Parameters.Aggregate(route.RoutePattern.RawText!, (path, part) => path
        .Replace("{" + part.Name + "}", part.Name switch { "chartName" => "demo", "chartVersion" => "v0.1.0", _ => id }, StringComparison.Ordinal));

    // A stream of a job ends with the job, one of logs never: as much of it as comes in a moment is not waited for.
    private async Task<string> ReadAsync(string path)
    {
        if (path.Contains("/log/", StringComparison.Ordinal)) return "";
        using var answer = await Service.Http.GetAsync(path.TrimStart('/'), Cancel);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "application/zip") return Encoding.UTF8.GetString(bytes);
        await using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(Cancel));
            text.AppendLine(entry.FullName).AppendLine(await reader.ReadToEndAsync(Cancel));
        }

        return text.ToString();
    }

    private static async Task<byte[]> BytesAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    private static async Task<List<string>> QueryAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var cells = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            for (var i = 0; i < reader.FieldCount; i++) cells.Add(reader.GetValue(i) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{reader.GetValue(i)}");
        }

        return [.. cells.Concat(cells.Select(Decoded))];
    }

    // meta_data has cluster.yaml as base64.
    private static string Decoded(string cell)
    {
        try
        {
            return JsonNode.Parse(cell) is JsonObject request && request["data"] is { } data ? Encoding.UTF8.GetString(Convert.FromBase64String((string)data!)) : "";
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or FormatException or InvalidOperationException)
        {
            return "";
        }
    }
}
