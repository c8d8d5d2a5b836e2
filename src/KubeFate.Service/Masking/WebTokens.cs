using System.Buffers;
using System.Text;

namespace KubeFate.Service.Masking;

/// <summary>
/// Hides JSON web tokens: three parts in base64url with dots between them, the first of which begins with {" (RFC 7519). One pass over the text:
/// where a run of letters ends without a dot, no token begins anywhere in it.
/// </summary>
internal static class WebTokens
{
    private const string Start = "eyJ";

    private const int ShortestRest = 4;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static string Masked(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        for (var start = text.IndexOf(Start, StringComparison.Ordinal); start >= 0;)
        {
            var first = RunEnd(text, start);
            var second = IsDot(text, first) ? RunEnd(text, first + 1) : first;
            var end = first;
            if (first - start >= Start.Length + ShortestRest && second - first > ShortestRest)
            {
                end = IsDot(text, second) ? RunEnd(text, second + 1) : second;
                (masked ??= new StringBuilder(text.Length)).Append(text, copied, start - copied).Append(SecretText.Mask);
                copied = end;
            }

            start = text.IndexOf(Start, end, StringComparison.Ordinal);
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool IsDot(string text, int at) => at < text.Length && text[at] == '.';

    private static int RunEnd(string text, int start) =>
        text.AsSpan(start).IndexOfAnyExcept(Letters) is >= 0 and var length ? start + length : text.Length;
}
