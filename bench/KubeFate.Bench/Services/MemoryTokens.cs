using KubeFate.Client;

namespace KubeFate.Bench.Services;

/// <summary>Keeps the one token of a run.</summary>
internal sealed class MemoryTokens : ITokenCache
{
    private AccessToken? kept;

    public AccessToken? Find(Uri address, string username) => kept;

    public void Keep(Uri address, string username, AccessToken? token) => kept = token;
}
