using System.Security.Cryptography;
using System.Text;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>AES-256-GCM of the framework as base64 of nonce, tag and ciphertext. The place that it is for is authenticated with it: moved elsewhere it cannot be opened.</summary>
internal static class SealedBytes
{
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>Seals. The nonce is random: with 96 bits of it a key is good for far more texts than a service will ever store.</summary>
    public static string Seal(byte[] key, ReadOnlySpan<byte> clear, string place)
    {
        var bytes = new byte[Nonce + Tag + clear.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(bytes.AsSpan(0, Nonce), clear, bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), Encoding.UTF8.GetBytes(place));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Opens. <see cref="CryptographicException"/> when key or place are others, or the text is damaged.</summary>
    public static byte[] Open(byte[] key, string text, string place)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < Nonce + Tag) throw new CryptographicException("no sealed text");
        var clear = new byte[length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce + Tag, clear.Length), bytes.AsSpan(Nonce, Tag), clear, Encoding.UTF8.GetBytes(place));
        return clear;
    }
}
