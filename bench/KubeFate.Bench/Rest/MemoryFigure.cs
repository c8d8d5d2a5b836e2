using KubeFate.Bench.Figures;
using KubeFate.Bench.Processes;

namespace KubeFate.Bench.Rest;

/// <summary>What the service holds in memory, and of what kind it is.</summary>
internal static class MemoryFigure
{
    public static async Task<Figure> MeasureAsync(string name, double aim, RestSite site, CancellationToken cancellationToken)
    {
        var (resident, own) = (ProcessMemory.Resident(site.ProcessId), ProcessMemory.Anonymous(site.ProcessId));
        // Asked last: the answer itself takes memory.
        var (used, committed) = await site.HeapAsync(cancellationToken);
        var note = $"{Text.Megabytes(own)} of it its own; .NET's heap {Text.Megabytes(committed / 1024)} after the last collection, {Text.Megabytes(used / 1024)} in use; the rest mapped files and compiled code";
        return Figure.AtMost(name, aim, resident / 1024.0, " MB", note);
    }
}
