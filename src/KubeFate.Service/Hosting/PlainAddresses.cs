using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>
/// Refuses control characters in a request's path and query: no name has one, a database refuses some (PostgreSQL a zero) in words that are not for
/// callers, and a log line must stay one.
/// </summary>
internal sealed class PlainAddresses(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Find(context.Request) is { } place)
            throw new ServiceException("request_invalid", $"{place} has a control character; leave it out", StatusCodes.Status400BadRequest);
        return next(context);
    }

    private static string? Find(HttpRequest request)
    {
        if (HasControl(request.Path.Value)) return "the path";
        foreach (var (name, values) in request.Query)
        {
            if (HasControl(name)) return "the name of a query parameter";
            if (values.Any(HasControl)) return $"the query parameter {name}";
        }

        return null;
    }

    private static bool HasControl(string? text) => text?.Any(char.IsControl) == true;
}
