using KubeFate.Fate;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>How an engine is named on the command line: <c>eggroll</c>, <c>Eggroll/OSX/Eggroll</c>.</summary>
internal static class EngineName
{
    public static string Of(FateEngine engine) => string.Join('/', engine.Settings.Values);
}
