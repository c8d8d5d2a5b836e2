using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Service.Manifests;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Support;

/// <summary>What helm keeps of a cluster's release. Read before the logs: the mask learns the passwords that the chart made.</summary>
internal sealed class HelmParts(HelmClient helm)
{
    public async Task WriteAsync(BundleArchive archive, string folder, ClusterRecord cluster, Exception? absence, CancellationToken cancellationToken)
    {
        if (absence is not null)
        {
            await archive.AddFailureAsync($"{folder}/helm", absence, cancellationToken);
            return;
        }

        var release = new ReleaseName(cluster.Name, cluster.Namespace);
        await archive.AddJsonAsync($"{folder}/helm/history.json", async inTime => new JsonArray([.. (await helm.GetHistoryAsync(release, inTime)).Select(Revision)]), cancellationToken);
        await archive.AddJsonAsync($"{folder}/helm/values.json", async inTime => archive.Mask.Learn(await helm.GetValuesAsync(release, all: false, inTime)), cancellationToken);
        await archive.AddJsonAsync($"{folder}/helm/manifest.json", async inTime => Objects(archive, await helm.GetManifestAsync(release, inTime)), cancellationToken);
    }

    // As JSON: which line of a YAML text belongs to a Secret cannot be told for certain.
    private static JsonArray Objects(BundleArchive archive, string manifest)
    {
        var objects = new JsonArray();
        foreach (var document in ManifestDocuments.Read(manifest))
            objects.Add(document.Json is null ? JsonValue.Create($"a document that cannot be read: {document.Fault}") : archive.Mask.Learn(document.Json));
        return objects;
    }

    private static JsonObject Revision(HelmRelease release) => new()
    {
        ["revision"] = release.Revision,
        ["status"] = release.Status.ToString(),
        ["chart"] = release.Chart,
        ["chart_version"] = release.ChartVersion,
        ["app_version"] = release.AppVersion,
        ["updated"] = release.Updated.UtcDateTime,
        ["description"] = release.Description,
    };
}
