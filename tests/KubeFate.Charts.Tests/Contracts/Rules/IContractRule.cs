namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Something in which a container must agree with the contracts of its programs.</summary>
internal interface IContractRule
{
    /// <summary>Empty when all is well.</summary>
    IEnumerable<Shortfall> Check(ProgramContainer container);
}
