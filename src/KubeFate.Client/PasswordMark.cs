using System.Security.Cryptography;
using System.Text;

namespace KubeFate.Client;

/// <summary>
/// Two bytes that nearly always differ for another password. They are kept beside a token, so that a wrong password is not overlooked because a token still
/// lives; two bytes are too few to search for the password with.
/// </summary>
internal static class PasswordMark
{
    private const int Bytes = 2;

    public static string Of(string token, string password) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(password)).AsSpan(0, Bytes));
}
