using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Fate;

namespace KubeFate.Cli.Configuration;

/// <summary>
/// A configuration file as it says: the original's keys (<c>log.level</c>, <c>user.username</c>, <c>user.password</c>, <c>serviceurl</c>,
/// <c>safeconnect</c>) at its top, and beside them <c>contexts</c> (a list of the same with a <c>name</c> each) and <c>current-context</c>.
/// </summary>
internal sealed class ConfigurationFile
{
    public const string ContextsKey = "contexts";
    public const string CurrentKey = "current-context";

    // Where "kubefate service" listens unless told otherwise.
    public const string DefaultAddress = "127.0.0.1:8080";

    private ConfigurationFile(string path, JsonObject json, IReadOnlyList<string> warnings)
    {
        Path = path;
        Warnings = warnings;
        Top = ReadContext(json, ServiceContext.DefaultName, path);
        HasTop = json.ContainsKey("serviceurl") || json.ContainsKey("user");
        Current = Text(json, CurrentKey, path);
        Contexts = ReadContexts(json, path);
    }

    public string Path { get; }

    /// <summary>A line for each key that is unknown, with its place in the file.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>What stands at the top, as in the original's file.</summary>
    public ServiceContext Top { get; }

    /// <summary>Whether the top says anything of a service.</summary>
    public bool HasTop { get; }

    /// <summary>The named ones.</summary>
    public IReadOnlyList<ServiceContext> Contexts { get; }

    /// <summary>The name of the one in force; null: the top.</summary>
    public string? Current { get; }

    /// <summary>All that can be called.</summary>
    public IEnumerable<ServiceContext> All => HasTop && Contexts.All(context => context.Name != ServiceContext.DefaultName) ? Contexts.Prepend(Top) : Contexts;

    /// <summary>Reads a file. Throws <see cref="CommandFailure"/> that names the file and the key.</summary>
    public static ConfigurationFile Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} cannot be read: {failure.Message}");
        }
    }

    public static ConfigurationFile Parse(string text, string path)
    {
        var (json, warnings) = ConfigurationKeys.Read(ParseJson(text, path), text, path);
        return new ConfigurationFile(path, json, warnings);
    }

    public static JsonObject ParseJson(string text, string path)
    {
        var (json, problems) = YamlFile.Read(text);
        if (problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error) is { } problem)
            throw new CommandFailure(ExitCode.Invalid, problem.Format(path));
        return json as JsonObject ?? throw new CommandFailure(ExitCode.Invalid, $"{path}: a mapping of keys is needed, such as serviceurl: {DefaultAddress}");
    }

    /// <summary>The context of this name; null: the one in force.</summary>
    public ServiceContext Find(string? name)
    {
        name ??= Current ?? ServiceContext.DefaultName;
        if (Contexts.FirstOrDefault(context => context.Name == name) is { } found) return found;
        if (name == ServiceContext.DefaultName) return Top;
        var cure = All.Any() ? $"there are: {string.Join(", ", All.Select(context => context.Name))}" : "add one with: kubefate context add NAME SERVICE";
        throw new CommandFailure(ExitCode.Invalid, $"{Path}: there is no context \"{name}\"; {cure}");
    }

    private static ServiceContext[] ReadContexts(JsonObject json, string path) => json[ContextsKey] switch
    {
        null => [],
        JsonArray list => [.. list.Select((item, number) => item is JsonObject context && Text(context, "name", path) is { } name
            ? ReadContext(context, name, path)
            : throw new CommandFailure(ExitCode.Invalid, $"{path}: {ContextsKey}[{number}] must be a mapping with a name and a serviceurl"))],
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {ContextsKey} must be a list"),
    };

    private static ServiceContext ReadContext(JsonObject json, string name, string path)
    {
        var user = Section(json, "user", path);
        return new ServiceContext
        {
            Name = name,
            ServiceUrl = Text(json, "serviceurl", path) ?? DefaultAddress,
            Secure = Flag(json, "safeconnect", path),
            Username = Text(user, "username", path),
            Password = Text(user, "password", path),
            Token = Text(user, "token", path),
        };
    }

    private static JsonObject? Section(JsonObject file, string key, string path) => file[key] switch
    {
        null => null,
        JsonObject section => section,
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be a mapping"),
    };

    private static string? Text(JsonObject? section, string key, string path) => section?[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(), // A password of digits, written without quotes.
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be a text"),
    };

    private static bool Flag(JsonObject section, string key, string path) => section[key]?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be true or false"),
    };
}
