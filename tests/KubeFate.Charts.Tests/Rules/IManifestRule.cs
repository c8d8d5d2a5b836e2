namespace KubeFate.Charts.Tests.Rules;

/// <summary>Something that must hold among the manifests of one release, beyond what each is checked for alone.</summary>
internal interface IManifestRule
{
    /// <summary>One sentence a fault, with the object; empty when all is well.</summary>
    IEnumerable<string> Check(RenderedRelease release);
}
