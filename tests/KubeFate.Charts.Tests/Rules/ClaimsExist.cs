namespace KubeFate.Charts.Tests.Rules;

/// <summary>A claim that a pod mounts is in the release or the operator's.</summary>
internal sealed class ClaimsExist : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) =>
        from pod in release.Pods
        from volume in pod.Volumes
        let claim = volume["persistentVolumeClaim"]?["claimName"]?.ToString()
        where claim is not null && release.Find("PersistentVolumeClaim", claim) is null && !release.OfTheOperator.Contains(claim)
        select $"{pod.Title}: the claim {claim} is not there";
}
