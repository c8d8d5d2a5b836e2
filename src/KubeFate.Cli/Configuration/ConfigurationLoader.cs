namespace KubeFate.Cli.Configuration;

/// <summary>
/// Finds the configuration. What is given for the call wins over the environment (<c>KUBEFATE_*</c>), that over the file; the file is the
/// first of <c>--config</c>, <c>KUBEFATE_CONFIG</c>, <c>./config.yaml</c> and the user's <c>kubefate/config.yaml</c>.
/// </summary>
internal sealed class ConfigurationLoader(Func<string, string?> environment, string workingFolder)
{
    // The host of the original's example. Whoever forgets to change it would send a password to strangers.
    private const string PlaceholderHost = "example.com";

    private static readonly string[] Credentials = ["KUBEFATE_TOKEN", "KUBEFATE_PASSWORD"];

    /// <summary>The configuration. Throws <see cref="CommandFailure"/> that names the file and the key.</summary>
    public CliConfiguration Load(string? configFlag, string? serviceUrlFlag, string? contextFlag)
    {
        var path = FindFile(configFlag);
        var name = contextFlag ?? Variable("KUBEFATE_CONTEXT");
        if (path is null && name is not null)
            throw new CommandFailure(ExitCode.Invalid, $"there is no context \"{name}\", for there is no configuration file; add it with: kubefate context add {name} SERVICE");

        var file = path is null ? null : ConfigurationFile.Load(path);
        var context = file?.Find(name);
        var given = serviceUrlFlag ?? Variable("KUBEFATE_SERVICEURL");
        var address = given is null && context is not null
            ? ParseAddress(context.ServiceUrl, context.Secure, path)
            : ParseAddress(given ?? ConfigurationFile.DefaultAddress, secure: false, path: null);
        // A password of the file is not for another service that was named for this call.
        var own = context is not null && (given is null || CredentialRules.IsSame(address, ParseAddress(context.ServiceUrl, context.Secure, path))) ? context : null;
        if (given is null && path is not null && IsFolders(path, configFlag))
            CredentialRules.RefuseFoldersAddress(path, address, [.. Credentials.Where(name => Variable(name) is not null)]);
        var configuration = new CliConfiguration
        {
            ServiceAddress = address,
            Username = Variable("KUBEFATE_USERNAME") ?? context?.Username,
            Password = Variable("KUBEFATE_PASSWORD") ?? own?.Password,
            Token = Variable("KUBEFATE_TOKEN") ?? own?.Token,
            Withheld = own is null && context is { } other && (other.Password ?? other.Token) is not null && Variable("KUBEFATE_PASSWORD") is null && Variable("KUBEFATE_TOKEN") is null
                ? $"the password or token in {path} belongs to {other.ServiceUrl} and is not sent to {address.Authority}"
                : null,
            Warnings = file?.Warnings ?? [],
            Context = context,
            Source = path ?? "defaults",
            AddressGiven = given is not null,
        };
        RefusePlaceholder(configuration);
        return configuration;
    }

    /// <summary>The file in force, and when there is none the one that would be: where a change is written.</summary>
    public string FileToWrite(string? configFlag) => configFlag ?? Variable("KUBEFATE_CONFIG") ?? FindFile(null) ?? UserFile;

    /// <summary>The user's own configuration file, whether it is there or not.</summary>
    public string UserFile => Path.Combine(
        Variable("XDG_CONFIG_HOME") ?? Path.Combine(Variable("HOME") ?? workingFolder, ".config"), "kubefate", "config.yaml");

    /// <summary>The address that a text means; http unless it says otherwise.</summary>
    public static Uri ParseAddress(string address, bool secure, string? path)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : (secure ? "https://" : "http://") + address;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0)
            return new Uri(uri.GetLeftPart(UriPartial.Path));
        throw new CommandFailure(ExitCode.Invalid,
            $"{(path is null ? "" : path + ": ")}serviceurl \"{address}\" is no address of a service; write a host name or host:port, such as 127.0.0.1:8080");
    }

    private string? FindFile(string? flag)
    {
        var given = flag ?? Variable("KUBEFATE_CONFIG");
        if (given is not null)
            return File.Exists(given) ? given : throw new CommandFailure(ExitCode.Invalid, $"{given}: there is no such configuration file");
        return new[] { FolderFile, UserFile }.FirstOrDefault(File.Exists);
    }

    // Somebody else may have put it there: a cloned repository, a shared folder.
    private bool IsFolders(string path, string? flag) =>
        flag is null && Variable("KUBEFATE_CONFIG") is null && path == FolderFile && Path.GetFullPath(FolderFile) != Path.GetFullPath(UserFile);

    private string FolderFile => Path.Combine(workingFolder, "config.yaml");

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
