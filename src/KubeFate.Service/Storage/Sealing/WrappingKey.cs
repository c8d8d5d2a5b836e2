using System.Security.Cryptography;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>A key that wraps data keys and nothing else. 256 bits for AES.</summary>
internal sealed class WrappingKey(byte[] key)
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    /// <summary>Names the key without giving it away: what was wrapped by another is known for that before it is opened.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(key))[..16];

    /// <summary>The key in a text such as <c>openssl rand -base64 32</c> prints; null when it is none.</summary>
    public static byte[]? Parse(string text)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length ? bytes[..Length] : null;
    }

    /// <summary>A data key in a form that may be stored.</summary>
    public string Wrap(int number, byte[] dataKey) => SealedBytes.Seal(key, dataKey, Place(number));

    /// <summary>The data key. <see cref="CryptographicException"/> when it was not wrapped by this key or is damaged.</summary>
    public byte[] Unwrap(int number, string wrapped) => SealedBytes.Open(key, wrapped, Place(number));

    private static string Place(int number) => $"data key {number}";
}
