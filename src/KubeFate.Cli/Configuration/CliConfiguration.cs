using KubeFate.Client;

namespace KubeFate.Cli.Configuration;

/// <summary>What the command knows about the service, and from where it knows it.</summary>
internal sealed record CliConfiguration
{
    /// <summary>The service's address.</summary>
    public required Uri ServiceAddress { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? Token { get; init; }

    /// <summary>Why the file's own password or token is not used; null when it is, or is not needed.</summary>
    public string? Withheld { get; init; }

    /// <summary>What is wrong with the file and does not matter for this call.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the file says of the service in force; null without a file.</summary>
    public ServiceContext? Context { get; init; }

    /// <summary>The file, or the word "defaults", for messages.</summary>
    public required string Source { get; init; }

    /// <summary>True when the address was given for this call (flag or variable), not read from a file.</summary>
    public required bool AddressGiven { get; init; }

    /// <summary>Whether nothing is sent when no token is at hand.</summary>
    public bool OnlyWhenSignedIn { get; init; }

    public ServiceConnection ToConnection() => new() { Address = ServiceAddress, Username = Username, Password = Password, Token = Token, OnlyWhenSignedIn = OnlyWhenSignedIn };
}
