using System.Buffers;
using System.Text;

namespace KubeFate.Service.Masking;

/// <summary>
/// Hides the password of addresses such as <c>https://user:password@host</c>, up to the last @ of a word: a password may hold one, and a slash.
/// One pass over the text, where an expression that looks for the @ behind every :// would take the square of its length.
/// </summary>
internal static class UrlPasswords
{
    private const string Start = "://";

    private const int LongestUser = 128;

    private static readonly SearchValues<char> BetweenWords = SearchValues.Create(" \t\r\n\v\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\"'<>");

    public static string Masked(string text)
    {
        if (!text.Contains(Start, StringComparison.Ordinal)) return text;
        StringBuilder? masked = null;
        var (copied, word) = (0, 0);
        while (word < text.Length)
        {
            var length = text.AsSpan(word).IndexOfAny(BetweenWords);
            var end = length < 0 ? text.Length : word + length;
            if (Password(text.AsSpan(word, end - word)) is var (from, to))
            {
                (masked ??= new StringBuilder(text.Length)).Append(text, copied, word + from - copied).Append(SecretText.Mask);
                copied = word + to;
            }

            word = end + 1;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the password of the first address in the word begins, and its @.</summary>
    private static (int From, int To)? Password(ReadOnlySpan<char> word)
    {
        var last = word.LastIndexOf('@');
        for (var address = word.IndexOf(Start); address >= 0 && address < last;)
        {
            var user = word[(address + Start.Length)..];
            var colon = user[..Math.Min(user.Length, LongestUser + 1)].IndexOfAny(":/@");
            var password = address + Start.Length + colon + 1;
            if (colon >= 0 && user[colon] == ':' && password < last) return (password, last);
            var next = user.IndexOf(Start);
            address = next < 0 ? -1 : address + Start.Length + next;
        }

        return null;
    }
}
