namespace KubeFate.Cli.Clusters.Init;

/// <summary>The answers that are offered where the others do not tell them.</summary>
internal static class Offers
{
    /// <summary>Of a volume: for a first federation's tables and models; FATE's own default of 1Gi fills in a day.</summary>
    public const string Size = "10Gi";

    /// <summary>The name that FATE's own examples use; <paramref name="module"/> client is the notebook.</summary>
    public static string Host(string module, string partyId) => $"party{partyId}.{(module == "client" ? "notebook" : module)}.example.com";

    /// <summary>A release's and a namespace's name.</summary>
    public static string Name(string partyId) => $"fate-{partyId}";
}
