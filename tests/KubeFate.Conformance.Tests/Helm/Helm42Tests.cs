using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Helm;

/// <summary>helm 4.2.3, the newest.</summary>
public sealed class Helm42Tests(ConformanceCluster cluster) : Helm4Suite(cluster)
{
    protected override string Program => Tools.Helm;
}
