using KubeFate.Cli.Clusters;
using KubeFate.Client;
using KubeFate.Client.Charts;

namespace KubeFate.Cli.Charts;

/// <summary>What several cluster.yaml files need together.</summary>
internal static class NeededImages
{
    /// <summary>One list of all: each chart and each image once. Warnings are printed.</summary>
    public static async Task<ImagesResponse> GatherAsync(CommandCall call, IReadOnlyList<SpecText> files, string? kubeVersion, CancellationToken cancellationToken)
    {
        var answers = new List<ImagesResponse>();
        foreach (var file in files) answers.Add(await AskAsync(call, file, kubeVersion, cancellationToken));
        return new ImagesResponse
        {
            Charts = [.. answers.SelectMany(answer => answer.Charts).DistinctBy(chart => chart.Digest)
                .OrderBy(chart => chart.Name, StringComparer.Ordinal).ThenBy(chart => chart.Version, StringComparer.Ordinal)],
            Images = [.. answers.SelectMany(answer => answer.Images).GroupBy(image => (image.Image, image.Source))
                .Select(same => same.First() with { UsedBy = [.. same.SelectMany(image => image.UsedBy).Distinct(StringComparer.Ordinal)] })
                .OrderBy(image => image.Image, StringComparer.Ordinal).ThenBy(image => image.Source, StringComparer.Ordinal)],
            Problems = [.. answers.SelectMany(answer => answer.Problems).Distinct()],
        };
    }

    private static async Task<ImagesResponse> AskAsync(CommandCall call, SpecText file, string? kubeVersion, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await call.Client.Charts.ListImagesAsync(SpecOptions.Request(file), kubeVersion, cancellationToken);
            foreach (var problem in answer.Problems) call.Output.Note(file.Format(problem));
            return answer;
        }
        catch (KubeFateClientException failure) when (failure.Problems.Count > 0)
        {
            foreach (var problem in failure.Problems) call.Output.Error(file.Format(problem));
            throw new CommandFailure(ExitCode.Invalid, $"the service does not accept {file.Path}");
        }
    }
}
