using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Helm;

/// <summary>helm 4.1.4, which tells conflicts and digests otherwise than 4.2.</summary>
public sealed class Helm41Tests(ConformanceCluster cluster) : Helm4Suite(cluster)
{
    protected override string Program => Tools.Helm41;
}
