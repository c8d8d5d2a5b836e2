namespace KubeFate.Cli.Configuration;

/// <summary>One service that the configuration knows, and who calls it.</summary>
internal sealed record ServiceContext
{
    /// <summary>The name of the one that stands at the top of the file, where the original has its only one.</summary>
    public const string DefaultName = "default";

    public required string Name { get; init; }

    /// <summary>As it is written: a host name, host:port or a whole URL.</summary>
    public required string ServiceUrl { get; init; }

    /// <summary>Whether an address without a scheme means https.</summary>
    public bool Secure { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>A personal access token, used instead of signing in.</summary>
    public string? Token { get; init; }
}
