using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>Ends a wait in vain: generous, since nothing is measured by it.</summary>
internal static class TimeLimit
{
    /// <summary>The test's token, cancelled at the latest by the <see cref="HangGuard"/> from now.</summary>
    public static CancellationToken Token => HangGuard.Begin(TestContext.Current.CancellationToken).Token;
}
