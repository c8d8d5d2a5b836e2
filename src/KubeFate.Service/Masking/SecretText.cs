using System.Text.RegularExpressions;
using KubeFate.Fate.Secrets;

namespace KubeFate.Service.Masking;

/// <summary>Takes secrets out of texts by their form: what stands after a word such as password, and what looks like a token or a private key.</summary>
internal static partial class SecretText
{
    public const string Mask = SecretNames.Mask;

    private const string SecretWord = "(?:" + SecretNames.Words + "|_pass)";

    public static string Masked(string text)
    {
        text = PrivateKey().Replace(text, Mask);
        text = WebTokens.Masked(text);
        text = OwnToken().Replace(text, Mask);
        text = Scheme().Replace(text, "${scheme}" + Mask);
        text = UrlPasswords.Masked(text);
        text = TokenInUrl().Replace(text, "://" + Mask + "@");
        text = Block().Replace(text, "${head}${indent} " + Mask + "\n");
        text = YamlLine().Replace(text, Keep);
        text = Pair().Replace(text, Keep);
        text = Flag().Replace(text, "${head}" + Mask);
        return IdentifiedBy().Replace(text, "${head}" + Mask);
    }

    // What is not there, or is only yes or no, is no secret, and often the very fault that is looked for.
    private static string Keep(Match match) =>
        match.Groups["value"].Value.Trim('\\', '"', '\'', ' ', ',', ';', '}', ')', '\r') is "" or "true" or "false" or "null" or "None" or "<nil>" or Mask
            ? match.Value
            : match.Groups["head"].Value + Mask;

    [GeneratedRegex(@"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\z)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    // Ours, and those of GitHub and GitLab, whose registries hold images.
    [GeneratedRegex(@"\b(?:kft_|gh[pousr]_|github_pat_|glpat-)[A-Za-z0-9_-]{4,}")]
    private static partial Regex OwnToken();

    [GeneratedRegex(@"(?<scheme>\b(?:Bearer|Basic)\s{1,4})[A-Za-z0-9._~+/=-]{6,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"://[^\s:/@""'<>*]{8,}@")]
    private static partial Regex TokenInUrl();

    // password: | and the lines below it that stand further in.
    [GeneratedRegex(@"^(?<head>(?<indent>[ \t]*)(?:- )?[\w.""'-]{0,60}?" + SecretWord + @"[\w.""'-]{0,40}:[ \t]*[|>][-+0-9]*[ \t]*\r?\n)(?:\k<indent>[ \t]+[^\n]*(?:\n|\z)|[ \t]*\n)+",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    // A line of YAML: an unquoted value goes up to its end.
    [GeneratedRegex(@"^(?<head>[ \t]*(?:- )?[\w.-]{0,60}?" + SecretWord + @"(?!Name|Ref|KeyRef|Expiration)[\w.-]{0,40}:[ \t]+)(?<value>[^\s""'|>&{\[][^\n]*)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex YamlLine();

    // password=x, "password": "x", \"password\":\"x\", password: 'x', &token=x
    [GeneratedRegex(@"(?<head>" + SecretWord + @"(?!Name|Ref|KeyRef|Expiration|s?\s{0,4}[:=]\s*\[?\{)[\w.-]{0,40}\\*[""']?\s{0,4}(?::=|=>|=|:(?!//))\s{0,4})"
        + @"(?<value>\\""(?:[^""\\]|\\\\(?:\\""|.))*(?:\\"")?|""(?:[^""\\]|\\.)*""?|'[^']*'?|(?:Bearer|Basic|Token)\s+\S+|[^\s""'\\]\S*)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<head>(?<![\w-])--?[\w-]{0,40}" + SecretWord + @"[\w-]{0,40}\s{1,4})(?:""[^""]*""?|'[^']*'?|[^\s-]\S*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Flag();

    [GeneratedRegex(@"(?<head>IDENTIFIED\s+(?:WITH\s+\S+\s+)?BY\s+(?:PASSWORD\s+)?)(?:'[^']*'?|""[^""]*""?)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex IdentifiedBy();
}
