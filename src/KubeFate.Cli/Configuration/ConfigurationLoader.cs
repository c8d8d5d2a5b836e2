using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Fate;

namespace KubeFate.Cli.Configuration;

/// <summary>
/// Finds the configuration. What is given for the call wins over the environment (<c>KUBEFATE_*</c>), that over the file; the file is the
/// first of <c>--config</c>, <c>KUBEFATE_CONFIG</c>, <c>./config.yaml</c> and the user's <c>kubefate/config.yaml</c>. The original's
/// <c>config.yaml</c> is read as it is (<c>log.level</c>, <c>user.username</c>, <c>user.password</c>, <c>serviceurl</c>, <c>safeconnect</c>).
/// </summary>
internal sealed class ConfigurationLoader(Func<string, string?> environment, string workingFolder)
{
    // The host of the original's example. Whoever forgets to change it would send a password to strangers.
    private const string PlaceholderHost = "example.com";

    // Where "kubefate service" listens unless told otherwise.
    private const string DefaultAddress = "127.0.0.1:8080";

    /// <summary>The configuration. Throws <see cref="CommandFailure"/> that names the file and the key.</summary>
    public CliConfiguration Load(string? configFlag, string? serviceUrlFlag)
    {
        var path = FindFile(configFlag);
        var file = path is null ? null : LoadFile(path);
        var given = serviceUrlFlag ?? Variable("KUBEFATE_SERVICEURL");
        var configuration = new CliConfiguration
        {
            ServiceAddress = given is null && file is not null ? file.ServiceAddress : ParseAddress(given ?? DefaultAddress, secure: false, path: null),
            Username = Variable("KUBEFATE_USERNAME") ?? file?.Username,
            Password = Variable("KUBEFATE_PASSWORD") ?? file?.Password,
            Token = Variable("KUBEFATE_TOKEN"),
            Source = path ?? "defaults",
            AddressGiven = given is not null,
        };
        RefusePlaceholder(configuration);
        return configuration;
    }

    /// <summary>What one file says, and nothing else.</summary>
    public static CliConfiguration LoadFile(string path)
    {
        var file = Read(path);
        var user = Section(file, "user", path);
        return new CliConfiguration
        {
            ServiceAddress = ParseAddress(Text(file, "serviceurl", path) ?? DefaultAddress, Flag(file, "safeconnect", path), path),
            Username = Text(user, "username", path),
            Password = Text(user, "password", path),
            Source = path,
            AddressGiven = false,
        };
    }

    /// <summary>The user's own configuration file, whether it is there or not.</summary>
    public string UserFile => Path.Combine(
        Variable("XDG_CONFIG_HOME") ?? Path.Combine(Variable("HOME") ?? workingFolder, ".config"), "kubefate", "config.yaml");

    private string? FindFile(string? flag)
    {
        var given = flag ?? Variable("KUBEFATE_CONFIG");
        if (given is not null)
            return File.Exists(given) ? given : throw new CommandFailure(ExitCode.Invalid, $"{given}: there is no such configuration file");
        return new[] { Path.Combine(workingFolder, "config.yaml"), UserFile }.FirstOrDefault(File.Exists);
    }

    private static JsonObject Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} cannot be read: {failure.Message}");
        }

        var (json, problems) = YamlFile.Read(text);
        if (problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error) is { } problem)
            throw new CommandFailure(ExitCode.Invalid, problem.Format(path));
        return json as JsonObject ?? throw new CommandFailure(ExitCode.Invalid, $"{path}: a mapping of keys is needed, such as serviceurl: 127.0.0.1:8080");
    }

    private static JsonObject? Section(JsonObject? file, string key, string? path) => file?[key] switch
    {
        null => null,
        JsonObject section => section,
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be a mapping"),
    };

    private static string? Text(JsonObject? section, string key, string? path) => section?[key] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(), // A password of digits, written without quotes.
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be a text"),
    };

    private static bool Flag(JsonObject? section, string key, string? path) => section?[key]?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.True => true,
        _ => throw new CommandFailure(ExitCode.Invalid, $"{path}: {key} must be true or false"),
    };

    private static Uri ParseAddress(string address, bool secure, string? path)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : (secure ? "https://" : "http://") + address;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0)
            return new Uri(uri.GetLeftPart(UriPartial.Path));
        throw new CommandFailure(ExitCode.Invalid,
            $"{(path is null ? "" : path + ": ")}serviceurl \"{address}\" is no address of a service; write a host name or host:port, such as 127.0.0.1:8080");
    }

    private static void RefusePlaceholder(CliConfiguration configuration)
    {
        var host = configuration.ServiceAddress.Host;
        var placeholder = host.Equals(PlaceholderHost, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + PlaceholderHost, StringComparison.OrdinalIgnoreCase);
        if (placeholder && !configuration.AddressGiven)
            throw new CommandFailure(ExitCode.Invalid,
                $"{configuration.Source}: serviceurl is \"{host}\", the placeholder of the example file. Your user name and password were not sent. "
                + $"Set serviceurl to your service, or pass --service-url {host} if it really is yours");
    }

    private string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
