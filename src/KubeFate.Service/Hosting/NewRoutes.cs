using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Hosting;

/// <summary>Marks the routes that the original did not have: their failures are problem details (RFC 9457).</summary>
internal static class NewRoutes
{
    public static TBuilder AnswersProblems<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ProblemAnswers());
}

/// <summary>The mark.</summary>
internal sealed record ProblemAnswers;
