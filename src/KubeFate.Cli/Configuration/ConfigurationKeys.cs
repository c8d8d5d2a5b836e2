using System.Text.Json.Nodes;
using KubeFate.Fate;
using KubeFate.Fate.Forms;

namespace KubeFate.Cli.Configuration;

/// <summary>
/// The keys of a configuration file in the form that <see cref="ConfigurationFile"/> reads: small letters, since the original reads them in any case (its
/// reader is viper), and sections that lost their indentation, as guides print them, nested again. Unknown keys are reported and ignored.
/// </summary>
internal sealed class ConfigurationKeys(string text, string path)
{
    private static readonly string[] User = ["username", "password", "token"];
    private static readonly string[] Log = ["level", "nocolor"];
    private static readonly string[] Service = ["user", "serviceurl", "safeconnect"];
    private static readonly string[] Top = [.. Service, "log", ConfigurationFile.ContextsKey, ConfigurationFile.CurrentKey];

    private readonly List<string> warnings = [];

    /// <summary>The file's keys, and a warning for each that means nothing.</summary>
    public static (JsonObject Json, IReadOnlyList<string> Warnings) Read(JsonObject json, string text, string path)
    {
        var keys = new ConfigurationKeys(text, path);
        return (keys.ReadTop(json), keys.warnings);
    }

    private JsonObject ReadTop(JsonObject json)
    {
        var top = Named(json, [.. Top, .. User, .. Log], "");
        Nest(top, "user", User);
        Nest(top, "log", Log);
        foreach (var key in (string[])["user", "log"])
            if (top[key] is JsonObject section) top[key] = Named(section, key == "user" ? User : Log, key + ".");
        if (top[ConfigurationFile.ContextsKey] is JsonArray contexts)
            top[ConfigurationFile.ContextsKey] = new JsonArray([.. contexts.Select((item, number) => item is JsonObject context ? ReadContext(context, number) : item?.DeepClone())]);
        return top;
    }

    private JsonObject ReadContext(JsonObject json, int number)
    {
        var place = $"{ConfigurationFile.ContextsKey}[{number}].";
        var context = Named(json, [.. Service, "name"], place);
        if (context["user"] is JsonObject user) context["user"] = Named(user, User, place + "user.");
        return context;
    }

    private JsonObject Named(JsonObject json, IReadOnlyList<string> known, string place)
    {
        var named = new JsonObject();
        foreach (var (key, value) in json)
        {
            var name = known.FirstOrDefault(name => name.Equals(key, StringComparison.OrdinalIgnoreCase));
            if (name is null) Warn(place + key, key, known);
            else named[name] = value?.DeepClone();
        }

        return named;
    }

    private void Warn(string key, string word, IReadOnlyList<string> known) => warnings.Add(new Problem
    {
        Severity = ProblemSeverity.Warning,
        Path = key,
        Line = YamlPlace.LineOf(text, key),
        Column = 0,
        Message = $"unknown key, ignored{Nearest.Hint(word, known)}",
    }.Format(path));

    // "user:" alone, and "username:" below it at the same indentation.
    private static void Nest(JsonObject top, string section, IReadOnlyList<string> keys)
    {
        var lost = keys.Where(top.ContainsKey).ToList();
        if (lost.Count == 0) return;
        var nested = top[section] as JsonObject ?? [];
        foreach (var key in lost)
        {
            var value = top[key];
            top.Remove(key);
            nested.TryAdd(key, value);
        }

        if (top[section] is null) top[section] = nested;
    }
}
