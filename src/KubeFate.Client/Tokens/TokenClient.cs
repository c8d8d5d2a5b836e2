using KubeFate.Client.Wire;

namespace KubeFate.Client.Tokens;

/// <summary><c>/v1/token</c>: the caller's personal access tokens.</summary>
public sealed class TokenClient
{
    private readonly ServiceTransport transport;

    internal TokenClient(ServiceTransport transport) => this.transport = transport;

    /// <summary>The caller's tokens; an admin may ask for those of all users.</summary>
    public async Task<IReadOnlyList<TokenResponse>> ListAsync(bool all, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get(new QueryText("v1/token").Add("all", all).ToString()), WireJson.Default.EnvelopeIReadOnlyListTokenResponse, cancellationToken)).Data;

    /// <summary>Makes a token; only this answer holds it.</summary>
    public async Task<TokenResponse> CreateAsync(TokenRequest request, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Post("v1/token", request, WireJson.Default.TokenRequest), WireJson.Default.EnvelopeTokenResponse, cancellationToken)).Data;

    /// <summary>From now on the token is refused.</summary>
    public Task RevokeAsync(string uuid, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Delete("v1/token/" + Uri.EscapeDataString(uuid)), WireJson.Default.MessageResponse, cancellationToken);
}
