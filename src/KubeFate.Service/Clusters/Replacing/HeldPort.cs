using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>A node port that a Service is to have and another has.</summary>
internal sealed record HeldPort(string Service, int Number)
{
    /// <summary>The server's word for it: "provided port is already allocated", at <c>spec.ports[N].nodePort</c>.</summary>
    public static bool IsCause(RefusalCause cause) =>
        cause.Field.EndsWith(".nodePort", StringComparison.Ordinal) && cause.Message.Contains("already allocated", StringComparison.Ordinal);

    public static IEnumerable<HeldPort> Of(JsonObject wanted, KubernetesException refusal) =>
        from cause in refusal.Causes.Where(IsCause)
        from number in wanted["spec"].Items("ports").Select(NumberOf)
        where number is not null && cause.Message.Contains(number.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        select new HeldPort(wanted.Name(), number.Value);

    public static bool Opens(JsonObject service, int port) => service["spec"].Items("ports").Any(each => NumberOf(each) == port);

    private static int? NumberOf(JsonObject port) => int.TryParse(port["nodePort"]?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;
}
