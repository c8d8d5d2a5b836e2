using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;

namespace KubeFate.Client;

/// <summary>Sends requests with a token: the cached one while it lives, a new one when it is near its end or was refused.</summary>
internal sealed class ServiceTransport : IDisposable
{
    // A token is renewed this long before it expires, so that it cannot die under way.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly ServiceConnection connection;
    private readonly ITokenCache tokens;
    private readonly TimeProvider time;
    private readonly HttpClient http;

    public ServiceTransport(ServiceConnection connection, ITokenCache tokens, TimeProvider time, HttpMessageHandler? handler)
    {
        this.connection = connection;
        this.tokens = tokens;
        this.time = time;
        http = new HttpClient(handler ?? CreateHandler())
        {
            BaseAddress = connection.Address.AbsoluteUri.EndsWith('/') ? connection.Address : new Uri(connection.Address.AbsoluteUri + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("kubefate", typeof(ServiceTransport).Assembly.GetName().Version!.ToString(3)));
    }

    /// <summary>Sends and reads the whole answer.</summary>
    public async Task<T> SendAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    /// <summary>Sends and returns the successful answer as soon as its headers are here.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Call call, CancellationToken cancellationToken)
    {
        var token = await GetTokenAsync(fresh: false, cancellationToken);
        var response = await SendOnceAsync(call, token.Value, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized && connection.Token is null)
        {
            // The service may have lost its memory of the token (restored database, changed key): sign in again, once.
            response.Dispose();
            token = await GetTokenAsync(fresh: true, cancellationToken);
            response = await SendOnceAsync(call, token.Value, cancellationToken);
        }

        if (response.StatusCode == HttpStatusCode.OK) return response;
        using (response) throw await FailedAnswer.ReadAsync(response, cancellationToken);
    }

    /// <summary>Signs in whether or not a token is kept, and keeps the new one.</summary>
    public Task<AccessToken> SignInAsync(CancellationToken cancellationToken) => GetTokenAsync(fresh: true, cancellationToken);

    /// <summary>Tells the service to refuse the kept token from now on, and forgets it; without one there is nothing to do.</summary>
    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        var username = connection.Username ?? "";
        if (connection.Token is not null || tokens.Find(connection.Address, username) is not { } kept) return;
        tokens.Keep(connection.Address, username, null);
        using var response = await SendOnceAsync(new Call(HttpMethod.Post, "v1/user/logout"), kept.Value, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw await FailedAnswer.ReadAsync(response, cancellationToken);
    }

    public static SocketsHttpHandler CreateHandler() => new() { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false };

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(Call call, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        call.Prepare?.Invoke(request.Headers);
        request.Content = call.Body?.Invoke();
        return await SendAsync(request, cancellationToken);
    }

    private async Task<AccessToken> GetTokenAsync(bool fresh, CancellationToken cancellationToken)
    {
        if (connection.Token is { } given) return new AccessToken(given, DateTimeOffset.MaxValue);
        var username = connection.Username ?? "";
        if (!fresh && tokens.Find(connection.Address, username) is { } kept && kept.Expire - RenewBefore > time.GetUtcNow() && IsOfPassword(kept)) return kept;
        if (connection.Username is null || connection.Password is null) throw await NotSignedInAsync(cancellationToken);

        var token = await SignInAsync(connection.Username, connection.Password, cancellationToken);
        tokens.Keep(connection.Address, username, token with { Mark = PasswordMark.Of(token.Value, connection.Password) });
        return token;
    }

    // Whoever gives a password means that one; a token that another password got must not hide that it is wrong.
    private bool IsOfPassword(AccessToken kept) => connection.Password is null || kept.Mark is null || kept.Mark == PasswordMark.Of(kept.Value, connection.Password);

    // Asked without a token, a service of ours refuses; anything else means that the address is wrong, which no sign-in cures.
    private async Task<KubeFateClientException> NotSignedInAsync(CancellationToken cancellationToken)
    {
        if (!connection.OnlyWhenSignedIn)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "v1/version");
            using var response = await SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK && await FailedAnswer.ReadAsync(response, cancellationToken) is { Failure: not ClientFailure.Unauthenticated } failure) return failure;
        }

        return new KubeFateClientException(ClientFailure.Unauthenticated,
            $"not signed in to {connection.Address}, or the session has ended: sign in with kubefate login, or set user.username and user.password in config.yaml (KUBEFATE_USERNAME, KUBEFATE_PASSWORD)");
    }

    private async Task<AccessToken> SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/user/login");
        request.Content = Call.Json(new LoginRequest { Username = username, Password = password }, WireJson.Default.LoginRequest);
        using var response = await SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) throw await FailedAnswer.ReadAsync(response, cancellationToken);
        var login = await ReadAsync(response, WireJson.Default.LoginResponse, cancellationToken);
        return new AccessToken(login.Token, login.Expire);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw FailedAnswer.Unreachable(http.BaseAddress!, failure);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken)
                ?? throw FailedAnswer.NotOurs(response, "an empty answer");
        }
        catch (JsonException)
        {
            throw FailedAnswer.NotOurs(response, "an answer that is not KubeFATE's");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw FailedAnswer.Unreachable(response.RequestMessage!.RequestUri!, failure);
        }
    }
}
