namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// Where a rendered release and a contract disagree: the container, without the number of a node, and the file, or <c>environment</c>, <c>ports</c>,
/// <c>probes</c> where it is none.
/// </summary>
internal sealed record Shortfall(string Container, string File, string Key, string Message)
{
    public override string ToString() => $"{Container}: {File}: {Key}: {Message}";
}
