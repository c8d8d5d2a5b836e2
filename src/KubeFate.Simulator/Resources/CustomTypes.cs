using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources;

/// <summary>The types that a CustomResourceDefinition describes.</summary>
internal static class CustomTypes
{
    /// <summary>Takes a change of a definition over into what is served.</summary>
    public static void Follow(ServedTypes types, ObjectChange change)
    {
        if (change.Key.Type != ResourceCatalog.CustomResourceDefinitions) return;
        if (change.Kind == ChangeKind.Deleted) Withdraw(types, change.Object);
        else Serve(types, change.Object);
    }

    /// <summary>Serves what a definition asks for, in place of what it asked for before; not while its names are taken by another.</summary>
    public static void Serve(ServedTypes types, JsonObject definition)
    {
        if (definition["spec"] is not JsonObject spec || !DefinitionStatus.IsEstablished(definition)) return;
        if (Versions(spec).FirstOrDefault(version => IsTrue(version, "storage")) is not { } storage) return;
        var stored = Type(spec, storage);
        var served = Versions(spec).Where(version => IsTrue(version, "served")).Select(version => Type(spec, version))
            .Select(type => type.Equals(stored) ? type : type with { View = TypeView.Renamed(stored, type.ApiVersion) });
        types.Serve(Text(spec, "group"), Text(spec["names"], "plural"), [.. served]);
    }

    private static void Withdraw(ServedTypes types, JsonObject definition) =>
        types.Serve(Text(definition["spec"], "group"), Text(definition["spec"]?["names"], "plural"), []);

    private static ResourceType Type(JsonObject spec, JsonObject version)
    {
        var names = spec["names"];
        var parts = version["subresources"] as JsonObject;
        return new ResourceType
        {
            Group = Text(spec, "group"),
            Version = Text(version, "name"),
            Plural = Text(names, "plural"),
            Singular = Text(names, "singular") is { Length: > 0 } singular ? singular : Text(names, "kind").ToLowerInvariant(),
            Kind = Text(names, "kind"),
            Namespaced = Text(spec, "scope") == "Namespaced",
            ShortNames = Texts(names?["shortNames"]),
            Categories = Texts(names?["categories"]),
            HasStatus = parts?.ContainsKey("status") == true,
            HasGeneration = true,
            DeletionReturnsObject = false,
            OpenApiSchema = version["schema"]?["openAPIV3Schema"] as JsonObject,
            PrinterColumns = [.. (version["additionalPrinterColumns"] as JsonArray ?? []).OfType<JsonObject>()],
        };
    }

    private static IEnumerable<JsonObject> Versions(JsonObject spec) => (spec["versions"] as JsonArray ?? []).OfType<JsonObject>();

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(entry => entry?.ToString() ?? "")];

    private static string Text(JsonNode? item, string field) => item?[field]?.ToString() ?? "";

    private static bool IsTrue(JsonObject item, string field) => item[field]?.ToString() == "true";
}
