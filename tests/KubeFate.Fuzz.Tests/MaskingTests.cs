using System.Text;
using System.Text.RegularExpressions;
using KubeFate.Fuzz.Tests.Inputs;
using KubeFate.Service.Masking;

namespace KubeFate.Fuzz.Tests;

/// <summary>The text scan takes time by the length of the text, not by its square, and finds what the expressions found that it replaced.</summary>
public sealed partial class MaskingTests
{
    private const int Short = 64 * 1024, Growth = 8;

    [Theory]
    [InlineData("://a:")]
    [InlineData("://a")]
    [InlineData("://a:@ ")]
    [InlineData("://a:b@")]
    [InlineData("eyJ")]
    [InlineData("eyJabcd.")]
    [InlineData("eyJabcd.eyJ")]
    [InlineData("password")]
    [InlineData("password:")]
    [InlineData("password\\")]
    [InlineData("password=\"")]
    [InlineData("password: |\n")]
    [InlineData("  \n")]
    [InlineData(" ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("IDENTIFIED WITH x ")]
    [InlineData("Bearer ")]
    [InlineData("--password-")]
    [InlineData("kft_")]
    public void Eight_times_the_text_takes_about_eight_times_as_long(string piece)
    {
        var (small, large) = (Repeat(piece, Short), Repeat(piece, Short * Growth));
        _ = SecretText.Masked(small);

        var (first, second) = (Least(small), Least(large));

        // The square would be 64 times; what takes next to nothing proves nothing.
        Assert.True(second < TimeSpan.FromMilliseconds(50) || second < first * Growth * 3, $"{first.TotalMilliseconds:0.0} ms became {second.TotalMilliseconds:0.0} ms of processor time");
    }

    [Fact]
    public void The_scan_finds_what_the_expressions_found()
    {
        var mutator = new Mutator([.. new[] { "url=mysql://fate:s3cret@mysql:3306/db?x=y a://b:c@d://e:f@g", "https://u:p@h/eyJabcd.eyJabcd.x eyJ.eyJabcde.abcd.", "://:@ ://:a@ ://a:b \"://c:d@\"", Samples.Log }.Select(Encoding.UTF8.GetBytes)]);
        for (var number = 0; number < 3000; number++)
        {
            if (Encoding.UTF8.GetString(mutator.Make(number)) is not { Length: < 10_000 } text) continue;
            Assert.Equal(PasswordInUrl().Replace(text, "://${user}:***@"), UrlPasswords.Masked(text));
            Assert.Equal(WebToken().Replace(text, "***"), WebTokens.Masked(text));
        }
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static TimeSpan Least(string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = ThreadClock.Now;
        SecretText.Masked(text);
        return ThreadClock.Now - start;
    });

    [GeneratedRegex(@"://(?<user>[^\s:/@""'<>]{0,128}):[^\s""'<>]+@", RegexOptions.ExplicitCapture)]
    private static partial Regex PasswordInUrl();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?")]
    private static partial Regex WebToken();
}
