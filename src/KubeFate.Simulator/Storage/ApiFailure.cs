namespace KubeFate.Simulator.Storage;

/// <summary>One entry of <c>details.causes</c> of a Status.</summary>
/// <param name="Reason">Such as <c>FieldValueInvalid</c>; null is left out.</param>
/// <param name="Field">The path of the field, such as <c>spec.replicas</c>; null is left out.</param>
internal sealed record ApiCause(string? Reason, string Message, string? Field);

/// <summary>A refusal, as a <c>metav1.Status</c> tells it.</summary>
internal sealed class ApiFailure(int code, string reason, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Code { get; } = code;

    /// <summary>The machine-readable reason, such as <c>NotFound</c>.</summary>
    public string Reason { get; } = reason;

    public string? Name { get; init; }

    public string? Group { get; init; }

    /// <summary>The kind, or (as real servers do for most refusals) the plural of the resource.</summary>
    public string? Kind { get; init; }

    public string? Uid { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public IReadOnlyList<ApiCause> Causes { get; init; } = [];

    /// <summary>Where a list that came to nothing can go on, though no longer as of one moment; null for nowhere.</summary>
    public string? Continue { get; init; }

    public static ApiFailure NotFound(ResourceType type, string name) =>
        new(404, "NotFound", $"{type.QualifiedName} \"{name}\" not found") { Name = name, Group = type.Group, Kind = type.Plural };

    public static ApiFailure AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{type.QualifiedName} \"{name}\" already exists") { Name = name, Group = type.Group, Kind = type.Plural };

    public static ApiFailure Conflict(ResourceType type, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {type.QualifiedName} \"{name}\": {why}")
        {
            Name = name,
            Group = type.Group,
            Kind = type.Plural,
        };

    /// <summary>The refusal of a write that was based on an older version of the object.</summary>
    public static ApiFailure Modified(ResourceType type, string name) =>
        Conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiFailure Forbidden(ResourceType type, string name, string why, IReadOnlyList<ApiCause>? causes = null) =>
        new(403, "Forbidden", $"{type.QualifiedName} \"{name}\" is forbidden: {why}")
        {
            Name = name,
            Group = type.Group,
            Kind = type.Plural,
            Causes = causes ?? [],
        };

    /// <summary>422 with every cause gathered, worded as <c>Deployment.apps "x" is invalid: …</c>.</summary>
    public static ApiFailure Invalid(ResourceType type, string name, IReadOnlyList<ApiCause> causes)
    {
        var kind = type.Group.Length == 0 ? type.Kind : type.Kind + "." + type.Group;
        var told = causes.Select(cause => cause.Field is null ? cause.Message : cause.Field + ": " + cause.Message).ToList();
        var text = told.Count == 1 ? told[0] : "[" + string.Join(", ", told) + "]";
        return new(422, "Invalid", $"{kind} \"{name}\" is invalid: {text}") { Name = name, Group = type.Group, Kind = type.Kind, Causes = causes };
    }

    public static ApiFailure BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>410: a revision that the bounded history no longer holds.</summary>
    public static ApiFailure Expired(string message) => new(410, "Expired", message);

    public static ApiFailure MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

    public static ApiFailure UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static ApiFailure TooLarge(int limit) => new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    public static ApiFailure NotImplemented(string message) => new(501, "NotImplemented", message);

    public static ApiFailure PathUnknown() => new(404, "NotFound", "the server could not find the requested resource");
}
