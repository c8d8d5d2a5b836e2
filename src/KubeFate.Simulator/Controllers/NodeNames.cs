namespace KubeFate.Simulator.Controllers;

/// <summary>The one node of the simulated cluster.</summary>
internal static class NodeNames
{
    public const string Node = "simulated-node";

    /// <summary>Its address: one of those that RFC 5737 keeps for documentation, so that it can never be a real machine's.</summary>
    public const string Address = "192.0.2.10";
}
