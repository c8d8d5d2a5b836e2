using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Discovery;

internal static class ServerVersion
{
    /// <summary>The body of <c>/version</c>; clients read the numbers, people the rest.</summary>
    public static JsonObject Of(string version)
    {
        var numbers = version.TrimStart('v').Split('.');
        return new JsonObject
        {
            ["major"] = numbers[0],
            ["minor"] = numbers.Length > 1 ? numbers[1] : "0",
            ["gitVersion"] = version,
            ["gitCommit"] = "simulated",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "none (KubeFATE simulator)",
            ["compiler"] = "dotnet " + Environment.Version.ToString(2),
            ["platform"] = string.Create(CultureInfo.InvariantCulture, $"linux/{(Environment.Is64BitProcess ? "amd64" : "386")}"),
        };
    }
}
