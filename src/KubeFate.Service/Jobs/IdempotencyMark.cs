using System.Security.Cryptography;
using System.Text;

namespace KubeFate.Service.Jobs;

/// <summary>What is kept of a request with an <c>Idempotency-Key</c>: hashes, since both may hold what is nobody's business.</summary>
/// <param name="Key">Of the user and the key: two users never meet in one key.</param>
/// <param name="Request">Of the method and the body as it was understood.</param>
internal sealed record IdempotencyMark(string Key, string Request)
{
    private const int Longest = 255;

    /// <summary>Whether the text may be a key: 1 to 255 visible characters of ASCII.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= Longest && key.All(letter => letter is > ' ' and <= '~');

    /// <summary>The mark of such a request.</summary>
    public static IdempotencyMark Of(string user, string key, string method, string body) => new(Hash($"{user}\n{key}"), Hash($"{method}\n{body}"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
