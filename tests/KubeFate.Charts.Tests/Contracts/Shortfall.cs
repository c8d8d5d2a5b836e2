namespace KubeFate.Charts.Tests.Contracts;

/// <summary>Where a rendered release and a contract disagree.</summary>
/// <param name="Container">The container's name, without the number of a node.</param>
/// <param name="File">The file; <c>environment</c> or <c>ports</c> where it is none.</param>
internal sealed record Shortfall(string Container, string File, string Key, string Message)
{
    public override string ToString() => $"{Container}: {File}: {Key}: {Message}";
}
