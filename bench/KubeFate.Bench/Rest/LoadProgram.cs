using System.Globalization;
using System.Text;

namespace KubeFate.Bench.Rest;

/// <summary>The loader, in a process of its own: so many connections, each asks again as soon as it has its answer.</summary>
internal static class LoadProgram
{
    /// <summary>The argument that makes this program the loader.</summary>
    public const string Name = "load";

    /// <summary>Arguments: port, path, connections, seconds, then headers as <c>Name: value</c>. Prints how many answers came, and how many were neither 200 nor 304.</summary>
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var (port, path) = (int.Parse(arguments[0], CultureInfo.InvariantCulture), arguments[1]);
        var (connections, seconds) = (int.Parse(arguments[2], CultureInfo.InvariantCulture), double.Parse(arguments[3], CultureInfo.InvariantCulture));
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{string.Concat(arguments.Skip(4).Select(header => header + "\r\n"))}\r\n");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(TimeSpan.FromSeconds(seconds));
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => LoadConnection.RunAsync(port, request, ending.Token), cancellationToken)));
        Console.WriteLine($"{counts.Sum(count => count.Answers)} {counts.Sum(count => count.Wrong)}");
    }
}
