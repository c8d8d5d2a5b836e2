using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Image names as a container runtime spells them out: with registry and tag.</summary>
internal static partial class ImageReference
{
    /// <summary>Whether a container runtime could make anything of the name.</summary>
    public static bool IsValid(string image) => image.Length > 0 && Valid().IsMatch(image);

    /// <summary><c>mysql:8</c> is <c>docker.io/library/mysql:8</c>.</summary>
    public static string Full(string image)
    {
        var slash = image.IndexOf('/');
        var first = slash < 0 ? "" : image[..slash];

        // A first part with a dot, a port or a capital letter can only be a registry.
        var named = slash < 0 ? "docker.io/library/" + image
            : first is "localhost" || first.Any(letter => letter is '.' or ':' || char.IsAsciiLetterUpper(letter)) ? image
            : "docker.io/" + image;
        return HasTag(named) ? named : named + ":latest";
    }

    /// <summary>The name by digest, with a digest made from the name: the same image always has the same.</summary>
    public static string Digest(string image)
    {
        var full = Full(image);
        var name = full.Contains('@') ? full[..full.IndexOf('@')] : full[..full.LastIndexOf(':')];
        return $"{name}@sha256:{Hash(full)}";
    }

    /// <summary>A size in bytes that the same image always has.</summary>
    public static long Size(string image) =>
        20_000_000 + (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(image))) % 900_000_000);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool HasTag(string image) => image.Contains('@') || image.LastIndexOf(':') > image.LastIndexOf('/');

    [GeneratedRegex(@"^(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]+)?/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$", RegexOptions.None, 1000)]
    private static partial Regex Valid();
}
