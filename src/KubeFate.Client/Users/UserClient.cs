using KubeFate.Client.Wire;

namespace KubeFate.Client.Users;

/// <summary><c>/v1/user</c>.</summary>
public sealed class UserClient
{
    private readonly ServiceTransport transport;

    internal UserClient(ServiceTransport transport) => this.transport = transport;

    public async Task<IReadOnlyList<UserResponse>> ListAsync(CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get("v1/user/"), WireJson.Default.EnvelopeIReadOnlyListUserResponse, cancellationToken)).Data;

    public async Task<UserResponse> GetAsync(string uuid, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get(Path(uuid)), WireJson.Default.EnvelopeUserResponse, cancellationToken)).Data;

    /// <summary>Whoever calls.</summary>
    public Task<UserResponse> GetMeAsync(CancellationToken cancellationToken) => GetAsync("me", cancellationToken);

    public async Task<UserResponse> CreateAsync(UserRequest request, CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Post("v1/user", request, WireJson.Default.UserRequest), WireJson.Default.EnvelopeUserResponse, cancellationToken)).Data;

    /// <summary>Changes what the request holds: e-mail, role, status, password.</summary>
    public Task UpdateAsync(string uuid, UserRequest request, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Put(Path(uuid), request, WireJson.Default.UserRequest), WireJson.Default.MessageResponse, cancellationToken);

    public Task DeleteAsync(string uuid, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Delete(Path(uuid)), WireJson.Default.MessageResponse, cancellationToken);

    /// <summary>Changes the caller's own password. All of the caller's sessions end.</summary>
    public Task ChangeMyPasswordAsync(PasswordRequest request, CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Put("v1/user/me/password", request, WireJson.Default.PasswordRequest), WireJson.Default.MessageResponse, cancellationToken);

    /// <summary>Signs in whether or not a token is kept, and keeps the new one.</summary>
    public Task<AccessToken> SignInAsync(CancellationToken cancellationToken) => transport.SignInAsync(cancellationToken);

    /// <summary>Ends the session: the service refuses its token from now on, and it is forgotten here.</summary>
    public Task SignOutAsync(CancellationToken cancellationToken) => transport.SignOutAsync(cancellationToken);

    private static string Path(string uuid) => "v1/user/" + Uri.EscapeDataString(uuid);
}
