using System.Globalization;
using KubeFate.Service.Hosting;

namespace KubeFate.Host;

/// <summary>The arguments that the command <c>kubefate</c> passes on; it has checked them.</summary>
internal sealed record HostArguments
{
    public bool Simulate { get; init; }

    public string? Data { get; init; }

    public string Stage { get; init; } = "fast";

    public int Port { get; init; }

    public string? KubeconfigOut { get; init; }

    public static HostArguments Parse(IEnumerable<string> arguments)
    {
        var parsed = new HostArguments();
        using var next = arguments.GetEnumerator();
        while (next.MoveNext())
        {
            parsed = next.Current switch
            {
                "--simulate" => parsed with { Simulate = true },
                "--data" => parsed with { Data = Value(next) },
                "--stage" => parsed with { Stage = Value(next) },
                "--port" => parsed with { Port = int.Parse(Value(next), CultureInfo.InvariantCulture) },
                "--kubeconfig-out" => parsed with { KubeconfigOut = Value(next) },
                var unknown => throw new ServiceException("usage", $"\"{unknown}\" is no argument of this program", 500),
            };
        }

        return parsed;
    }

    private static string Value(IEnumerator<string> arguments)
    {
        var name = arguments.Current;
        return arguments.MoveNext() ? arguments.Current : throw new ServiceException("usage", $"{name} wants a value", 500);
    }
}
