using KubeFate.Service.Storage.Changes;
using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>
/// The mark of a route whose answer is made from its address, its caller and these areas of the database alone: not from a clock, from
/// Kubernetes or from a file. It may be answered from memory until somebody writes there.
/// </summary>
internal sealed record KeptUntil(DataAreas Areas);

/// <summary>Sets the mark.</summary>
internal static class KeptAnswers
{
    /// <summary>This route's answers are kept until somebody writes in these areas, or to any user: what a caller may see can change with each.</summary>
    public static TBuilder KeptUntilWritten<TBuilder>(this TBuilder route, DataAreas areas) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new KeptUntil(areas | DataAreas.Users));
}
