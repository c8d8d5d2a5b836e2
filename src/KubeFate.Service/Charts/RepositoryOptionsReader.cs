namespace KubeFate.Service.Charts;

/// <summary>Reads <see cref="RepositoryOptions"/> and adds what is wrong to the faults.</summary>
/// <param name="text">A variable's value; null when it is not set.</param>
/// <param name="flag">Whether a variable is true.</param>
/// <param name="faults">Gathers the faults, each with its variable.</param>
internal sealed class RepositoryOptionsReader(Func<string, string?> text, Func<string, bool> flag, List<string> faults)
{
    public RepositoryOptions Read()
    {
        var repository = new RepositoryOptions
        {
            Url = RepositoryUrl("FATECLOUD_REPO_URL"),
            Name = RepositoryName("FATECLOUD_REPO_NAME"),
            UserName = text("FATECLOUD_REPO_USERNAME"),
            Password = text("FATECLOUD_REPO_PASSWORD"),
            CaFile = ExistingFile("FATECLOUD_REPO_CA_FILE"),
            PlainHttp = flag("FATECLOUD_REPO_PLAIN_HTTP"),
            AllowedHosts = Hosts("FATECLOUD_REPO_HOSTS"),
        };
        if (repository.UserName is null != repository.Password is null)
            faults.Add("FATECLOUD_REPO_USERNAME and FATECLOUD_REPO_PASSWORD are needed both or neither");
        if (repository is { Url.Scheme: "http", UserName: not null, PlainHttp: false })
            faults.Add("FATECLOUD_REPO_URL is http, so that FATECLOUD_REPO_PASSWORD would be sent in clear: use https, or allow it with FATECLOUD_REPO_PLAIN_HTTP=true");
        return repository;
    }

    private Uri? RepositoryUrl(string name)
    {
        if (text(name) is not { } value) return null;
        Uri.TryCreate(value, UriKind.Absolute, out var address);
        // The value is not repeated: a password may be in it.
        if (value.Contains('@', StringComparison.Ordinal))
            faults.Add($"{name} has a user name or password in it: set FATECLOUD_REPO_USERNAME and FATECLOUD_REPO_PASSWORD instead");
        else if (address is null || address.Scheme is not ("http" or "https" or RepositoryOptions.Registry) || address.Host.Length == 0)
            faults.Add($"{name} is \"{value}\", not an http, https or oci address");
        else if (address.Query.Length + address.Fragment.Length > 0)
            faults.Add($"{name} is \"{value}\", with a ? or # that no repository's address has");
        return address;
    }

    private List<string> Hosts(string name)
    {
        var hosts = (text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        foreach (var host in hosts.Where(host => !Uri.TryCreate($"https://{host}", UriKind.Absolute, out var address) || address.PathAndQuery != "/" || address.UserInfo.Length > 0 || host.Contains('*', StringComparison.Ordinal)))
            faults.Add($"{name} has \"{host}\", not a host such as charts.example or charts.example:8443");
        return hosts;
    }

    private string RepositoryName(string name)
    {
        var value = text(name) ?? new RepositoryOptions().Name;
        if (!value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) faults.Add($"{name} is \"{value}\", not a name of letters, digits, dots, hyphens and underscores");
        return value;
    }

    private string? ExistingFile(string name)
    {
        if (text(name) is not { } value) return null;
        if (!File.Exists(value)) faults.Add($"{name} is \"{value}\", where there is no file");
        return Path.GetFullPath(value);
    }
}
