using KubeFate.Testing;

namespace KubeFate.Conformance.Tests;

/// <summary>kubectl as a user who signed in with a token.</summary>
public sealed class SignedIn(IReadOnlyDictionary<string, string?> environment)
{
    public async Task<string> ReadAsync(ClusterSpace space, params string[] arguments) =>
        (await space.RunAsync(Tools.Kubectl, arguments, environment)).MustSucceed().Output.TrimEnd('\n');

    public async Task<string> RefusedAsync(ClusterSpace space, params string[] arguments)
    {
        var result = await space.RunAsync(Tools.Kubectl, arguments, environment);
        Assert.NotEqual(0, result.ExitCode);
        return result.Error.Trim();
    }
}
