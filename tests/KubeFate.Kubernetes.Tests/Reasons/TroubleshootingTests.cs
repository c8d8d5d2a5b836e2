using KubeFate.Testing;

namespace KubeFate.Kubernetes.Tests.Reasons;

public sealed class TroubleshootingTests
{
    [Fact]
    public void Every_reason_is_explained_once_under_its_name()
    {
        var headings = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "troubleshooting.md"))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]);

        Assert.Equal(Enum.GetNames<WaitReason>().Order(StringComparer.Ordinal), headings.Order(StringComparer.Ordinal));
    }
}
