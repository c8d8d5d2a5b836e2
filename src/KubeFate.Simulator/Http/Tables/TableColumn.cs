using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>One column of a table, as kubectl prints it.</summary>
/// <param name="Priority">0 is always shown, 1 only with <c>-o wide</c>.</param>
/// <param name="Cell">The cell of an object at a time; a string, a whole number or null.</param>
internal sealed record TableColumn(string Name, string Type, int Priority, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary><c>name</c> for the column that names the object.</summary>
    public string Format { get; init; } = "";

    public static TableColumn Named { get; } = Text("Name", item => item["metadata"]?["name"]?.ToString()) with { Format = "name" };

    public static TableColumn Age { get; } = new("Age", "string", 0, (item, now) => PrintedDuration.Since(item["metadata"]?["creationTimestamp"], now));

    public static TableColumn CreatedAt { get; } = new("Created At", "date", 0, (item, _) => item["metadata"]?["creationTimestamp"]?.ToString());

    public static TableColumn Text(string name, Func<JsonObject, string?> cell) => new(name, "string", 0, (item, _) => cell(item) ?? "");

    public static TableColumn Number(string name, Func<JsonObject, long> cell) => new(name, "integer", 0, (item, _) => cell(item));

    public static TableColumn Wide(string name, Func<JsonObject, string?> cell) => Text(name, cell) with { Priority = 1 };
}
