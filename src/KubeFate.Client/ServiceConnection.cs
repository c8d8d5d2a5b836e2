namespace KubeFate.Client;

/// <summary>Where the service is and who calls it.</summary>
public sealed record ServiceConnection
{
    /// <summary>The service's address, such as <c>http://kubefate.net</c>.</summary>
    public required Uri Address { get; init; }

    public string? Username { get; init; }

    /// <summary>Sent once to sign in; never kept by the client.</summary>
    public string? Password { get; init; }

    /// <summary>A ready token: used as it is, without signing in.</summary>
    public string? Token { get; init; }

    /// <summary>Whether nothing at all is sent when no token is at hand. Default false: the service is asked whether it is there, so that a wrong address is named.</summary>
    public bool OnlyWhenSignedIn { get; init; }
}

/// <summary>A token and when it expires.</summary>
public sealed record AccessToken(string Value, DateTimeOffset Expire)
{
    /// <summary>Tells whether another password was used to get the token; null: unknown. See <see cref="PasswordMark"/>.</summary>
    public string? Mark { get; init; }
}

/// <summary>Keeps tokens between calls, so that a command need not sign in. A token belongs to one address and one user.</summary>
public interface ITokenCache
{
    /// <summary>The kept token, expired or not; null when there is none.</summary>
    AccessToken? Find(Uri address, string username);

    /// <summary>Keeps a token; null forgets it. Never throws: a cache that cannot be written only costs a sign-in.</summary>
    void Keep(Uri address, string username, AccessToken? token);
}
