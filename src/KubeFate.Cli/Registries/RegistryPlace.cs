using System.Text.RegularExpressions;

namespace KubeFate.Cli.Registries;

/// <summary>A registry, or a project of one: <c>harbor.site/fate</c>.</summary>
internal sealed partial record RegistryPlace(string Host, string Project)
{
    /// <summary>Reads what a user wrote.</summary>
    public static RegistryPlace Parse(string text)
    {
        if (Form().Match(text.TrimEnd('/')) is { Success: true } match) return new RegistryPlace(match.Groups["host"].Value, match.Groups["project"].Value);
        throw new CommandFailure(ExitCode.Usage, $"\"{text}\" is not a registry; write HOST, HOST:PORT or HOST/PROJECT, without https://");
    }

    /// <summary>
    /// Where an image is looked for: by its own name when it is pulled from here; otherwise under its whole path below this place, as a mirror
    /// of other registries has it.
    /// </summary>
    public ImageReference Locate(ImageReference image)
    {
        if (image.Host == Host && (Project.Length == 0 || image.Repository.StartsWith(Project + "/", StringComparison.Ordinal))) return image;
        return image with { Host = Host, Repository = Project.Length == 0 ? image.Repository : $"{Project}/{image.Repository}" };
    }

    public override string ToString() => Project.Length == 0 ? Host : $"{Host}/{Project}";

    [GeneratedRegex(@"\A(?<host>[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?)(?:/(?<project>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
