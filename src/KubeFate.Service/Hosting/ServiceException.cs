namespace KubeFate.Service.Hosting;

/// <summary>
/// A failure with a stable code and a message fit to show a user. The HTTP boundary answers it as <c>{"error", "code"}</c> with
/// <see cref="HttpStatus"/>; the job boundary keeps code and message with the job.
/// </summary>
public sealed class ServiceException(string code, string message, int httpStatus, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>A stable word for programs, such as <c>cluster_exists</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status to answer with.</summary>
    public int HttpStatus { get; } = httpStatus;

    /// <summary>What lies behind it, such as what helm printed; may be shown to the user.</summary>
    public string? Detail { get; init; }

    /// <summary>404: the original answers <c>record not found</c> (with 500), and clients compare the text.</summary>
    public static ServiceException NotFound(string code) => new(code, "record not found", 404);
}
