using KubeFate.Client.Wire;

namespace KubeFate.Service.Hosting.OpenApi;

/// <summary>The names of the schemas: <c>Job</c>, <c>JobAnswer</c> in its envelope, <c>JobListAnswer</c> for many.</summary>
internal static class SchemaNames
{
    /// <summary>The name; null for what is no record of ours.</summary>
    public static string? Of(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Envelope<>)) return Content(type.GetGenericArguments()[0]) + "Answer";
        if (type.Assembly != typeof(WireJson).Assembly || type.IsGenericType) return null;
        return type == typeof(ErrorResponse) ? "Failure" : type == typeof(ProblemDetailsResponse) ? "ProblemDetails" : Short(type);
    }

    private static string Content(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        ? Short(type.GetGenericArguments()[0]) + "List"
        : type == typeof(string) ? "Text" : Short(type);

    private static string Short(Type type) => type.Name.EndsWith("Response", StringComparison.Ordinal) ? type.Name[..^"Response".Length] : type.Name;
}
