using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>What the charts write into files of some containers although nothing reads it, and why: Data/on-purpose.yaml. The file of variables is <c>environment</c>.</summary>
internal sealed record OnPurpose(string File, string Key, IReadOnlyList<string> In, string Because)
{
    public static IReadOnlyList<OnPurpose> All { get; } = Read(System.IO.File.ReadAllText(Path.Combine(ContractReader.Folder, ContractReader.Exceptions)));

    public static IReadOnlyList<OnPurpose> Read(string text) =>
        [.. YamlDocuments.Read(text)["written"]!.AsArray().OfType<JsonObject>().Select(entry => new OnPurpose(entry["file"]!.ToString(), entry["key"]!.ToString(), [.. entry["in"]!.AsArray().Select(name => name!.ToString())], entry["because"]!.ToString()))];

    public bool Covers(Shortfall shortfall) => shortfall.File == File && shortfall.Key == Key && In.Contains(shortfall.Container);

    public override string ToString() => $"{File}: {Key} in {string.Join(", ", In)}";
}
