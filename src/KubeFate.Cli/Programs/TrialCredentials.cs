using System.Security.Cryptography;
using KubeFate.Cli.Configuration;

namespace KubeFate.Cli.Programs;

/// <summary>
/// The user of a trial: a random password, told to the service by its environment and kept in the command's configuration (mode 0600), so
/// that the next command just works. A configuration that is for another service is never touched: then the trial's lies in its data folder.
/// The service writes it, when it listens: one that cannot start leaves everything as it was.
/// </summary>
internal sealed class TrialCredentials(CommandContext context)
{
    /// <summary>The variables for the service: its user, and the configuration that it writes, where and with what word to the user.</summary>
    public IReadOnlyDictionary<string, string> Prepare(string? dataFolder)
    {
        var address = $"127.0.0.1:{Variable("FATECLOUD_SERVER_PORT") ?? "8080"}";
        var file = Choose(address, dataFolder);
        var known = File.Exists(file) ? ConfigurationFile.Load(file).Find(null) : null;
        var user = Variable("FATECLOUD_USER_USERNAME") ?? known?.Username ?? "admin";
        var password = Variable("FATECLOUD_USER_PASSWORD") ?? known?.Password ?? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);
        var text = $"""
            # Written by "kubefate service --simulate" for its trial service.
            log:
              level: info
            user:
              username: {Quote(user)}
              password: {Quote(password)}
            serviceurl: {Quote(address)}

            """;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBEFATE_TRIAL_FILE"] = Path.GetFullPath(file),
            ["KUBEFATE_TRIAL_TEXT"] = text,
            ["KUBEFATE_TRIAL_NOTE"] = Note(file),
            ["FATECLOUD_USER_USERNAME"] = user,
            ["FATECLOUD_USER_PASSWORD"] = password,
        };
    }

    private string Choose(string address, string? dataFolder)
    {
        var file = Variable("KUBEFATE_CONFIG") ?? context.Configuration.UserFile;
        if (!File.Exists(file)) return file;
        var known = ConfigurationFile.Load(file);
        // A file that holds more than the trial's service is the user's own.
        var isTrials = known.Contexts.Count == 0 && ConfigurationLoader.ParseAddress(known.Top.ServiceUrl, known.Top.Secure, file).Authority == address;
        if (isTrials) return file;
        return Path.Combine(dataFolder ?? Path.GetDirectoryName(file)!, "trial-config.yaml");
    }

    private string Note(string file)
    {
        var found = file == context.Configuration.UserFile || file == Variable("KUBEFATE_CONFIG");
        return found
            ? $"the trial's user and password are in {file}"
            : $"the trial's user and password are in {file}; your own configuration is for another service, so use: export KUBEFATE_CONFIG={file}";
    }

    private string? Variable(string name) => context.Environment(name) is { Length: > 0 } value ? value : null;

    private static string Quote(string text) => "\"" + System.Text.Json.JsonEncodedText.Encode(text) + "\"";
}
