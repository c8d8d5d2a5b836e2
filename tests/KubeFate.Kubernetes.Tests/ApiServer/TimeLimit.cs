namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>Ends a wait in vain: generous, since nothing is measured by it.</summary>
internal static class TimeLimit
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The test's token, cancelled at the latest two minutes from now.</summary>
    public static CancellationToken Token
    {
        get
        {
            var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limited.CancelAfter(Limit);
            return limited.Token;
        }
    }
}
