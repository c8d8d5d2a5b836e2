using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>Reads Data/*.yaml. What the short forms of sources stand for is said at the head of each file.</summary>
internal static class ContractReader
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Contracts", "Data");

    /// <summary>What stands in the folder and is no contract.</summary>
    public const string Exceptions = "on-purpose.yaml";

    public static IReadOnlyList<Contract> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.yaml").Where(path => Path.GetFileName(path) != Exceptions).Order(StringComparer.Ordinal)
            .Select(path => Of(Path.GetFileNameWithoutExtension(path), YamlDocuments.Read(File.ReadAllText(path)))),
    ];

    /// <summary>The contract of a program in a FATE release (2.0.0), or of FATE-Serving in whichever.</summary>
    public static Contract? Find(string program, string release) =>
        All.FirstOrDefault(contract => contract.Program == program && (contract.Releases.Count == 0 || contract.Releases.Contains(release)));

    private static Contract Of(string name, JsonObject data)
    {
        var processes = Map(data, "processes").ToDictionary(process => process.Key, process => Health(process.Value!["health"]), StringComparer.Ordinal);
        ContractInputs inputs = new([.. Maps(data, "ports").Select(Port)], [.. Maps(data, "opens").Select(Opening)], [.. Maps(data, "env").Select(variable => new ContractVariable(Text(variable, "name")!, Texts(variable, "by")))]);
        return new(name, Text(data, "program")!, Texts(data, "fate"), processes.Where(process => process.Value is not null).ToDictionary(process => process.Key, process => process.Value!, StringComparer.Ordinal), inputs,
            [.. Maps(data, "files").Select(file => ReadFile(file, [.. processes.Keys]))]);
    }

    private static ContractHealth? Health(JsonNode? node) => node is JsonObject health
        ? new(Text(health, "kind") == "http", Text(health, "method") ?? "", (int)Number(health, "port")!, Text(health, "path") ?? "")
        : null;

    private static ContractPort Port(JsonObject port) =>
        new(Text(port, "process")!, Text(port, "name")!, Text(port, "key"), Text(port, "env"), Text(port, "file"), Number(port, "default"), Text(port, "when"));

    private static ContractOpening Opening(JsonObject opening) => new(Texts(opening, "by"), Text(opening, "file")!, Text(opening, "from")!);

    private static ContractFile ReadFile(JsonObject file, IReadOnlyList<string> processes)
    {
        var readers = file["by"] is null ? processes : Texts(file, "by");
        return new(Text(file, "file")!, Text(file, "format")!, Text(file, "unknown") == "passed on to Spark", Texts(file, "closed"), [.. Maps(file, "keys").Select(key => Key(key, readers))]);
    }

    private static ContractKey Key(JsonObject key, IReadOnlyList<string> readers)
    {
        var note = Text(key, "note") ?? "";
        return new(new(Text(key, "key")!), Text(key, "type")!, Texts(key, "words"), key["by"] is null ? readers : Texts(key, "by"), Texts(key, "versions"))
        {
            Required = Text(key, "required") == "true",
            When = Text(key, "when"),
            Default = Text(key, "default"),
            Unread = Text(key, "unread") == "true",
            IsGrepped = note.StartsWith("grep", StringComparison.Ordinal) || note.Contains("also grep", StringComparison.Ordinal),
            Source = Text(key, "source") ?? "",
        };
    }

    private static JsonObject Map(JsonObject owner, string key) => owner[key] as JsonObject ?? [];

    private static IEnumerable<JsonObject> Maps(JsonObject owner, string key) => (owner[key] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject owner, string key) => owner[key]?.ToString();

    private static int? Number(JsonObject owner, string key) => int.TryParse(Text(owner, key), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IReadOnlyList<string> Texts(JsonObject owner, string key) => [.. (owner[key] as JsonArray ?? []).Select(item => item!.ToString())];
}
