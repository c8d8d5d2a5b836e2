using System.Text.Json;
using System.Text.Json.Serialization;
using KubeFate.Client;

namespace KubeFate.Cli.Configuration;

/// <summary>Tokens in the user's cache folder, in a file that only the user can read (mode 0600). Losing it costs a sign-in, nothing else.</summary>
internal sealed class FileTokenCache(string path) : ITokenCache
{
    public static string DefaultPath(Func<string, string?> environment) => Path.Combine(
        environment("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(environment("HOME") ?? Path.GetTempPath(), ".cache"),
        "kubefate", "tokens.json");

    public AccessToken? Find(Uri address, string username) =>
        Read().TryGetValue(Key(address, username), out var kept) ? new AccessToken(kept.Token, kept.Expire) { Mark = kept.Mark } : null;

    public void Keep(Uri address, string username, AccessToken? token)
    {
        var tokens = Read();
        if (token is null) tokens.Remove(Key(address, username));
        else tokens[Key(address, username)] = new KeptToken { Token = token.Value, Expire = token.Expire, Mark = token.Mark };
        try
        {
            PrivateFile.Write(path, JsonSerializer.Serialize(tokens, TokenJson.Default.DictionaryStringKeptToken));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A read-only home: the next command signs in again.
        }
    }

    private static string Key(Uri address, string username) => $"{username}@{address.GetLeftPart(UriPartial.Authority)}";

    private Dictionary<string, KeptToken> Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), TokenJson.Default.DictionaryStringKeptToken) ?? [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

internal sealed record KeptToken
{
    [JsonPropertyName("token")]
    public required string Token { get; init; }

    [JsonPropertyName("expire")]
    public required DateTimeOffset Expire { get; init; }

    [JsonPropertyName("mark"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mark { get; init; }
}

[JsonSerializable(typeof(Dictionary<string, KeptToken>))]
internal sealed partial class TokenJson : JsonSerializerContext;
