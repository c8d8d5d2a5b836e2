using KubeFate.Simulator.Http.Selectors;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>The query of a list or watch, checked as a real server checks it.</summary>
internal sealed record ListOptions
{
    public required Selection Selection { get; init; }

    /// <summary>Null: unlimited.</summary>
    public long? Limit { get; init; }

    public ContinueToken? Continue { get; init; }

    /// <summary>Null when not given; 0 means any.</summary>
    public long? Revision { get; init; }

    /// <summary>The list as it was at exactly <see cref="Revision"/>.</summary>
    public bool IsExact { get; init; }

    public static ListOptions OfList(ApiRequest request)
    {
        var match = request.Query("resourceVersionMatch");
        var revision = request.Number("resourceVersion");
        var going = request.Query("continue");
        if (match is not null && revision is null)
            throw Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        if (match is not null and not ("Exact" or "NotOlderThan")) throw Unsupported(match);
        if (match is not null && going is not null)
            throw Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden when continue is provided");
        if (match == "Exact" && revision == 0)
            throw Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        if (going is not null && revision > 0)
            throw ApiFailure.BadRequest("specifying resource version is not allowed when using continue");
        // Whatever the server has at hand, version 0, it gives as a whole.
        var limit = request.Number("limit") is > 0 and var some && revision != 0 ? some : (long?)null;
        return new()
        {
            Selection = Selection.Of(request),
            Limit = limit,
            Continue = going is null ? null : ContinueToken.Parse(going),
            Revision = revision,
            IsExact = revision > 0 && (match == "Exact" || (match is null && limit is not null)),
        };
    }

    /// <exception cref="ApiFailure">422 for a watch-list: clients then list and watch, which is what this server offers.</exception>
    public static ListOptions OfWatch(ApiRequest request)
    {
        if (request.IsOn("sendInitialEvents"))
            throw Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        if (request.Query("resourceVersionMatch") is not null)
            throw Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        return new() { Selection = Selection.Of(request), Revision = request.Number("resourceVersion") };
    }

    private static ApiFailure Forbidden(string field, string why) => Invalid(new("FieldValueForbidden", "Forbidden: " + why, field));

    private static ApiFailure Unsupported(string value) => Invalid(new(
        "FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: \"Exact\", \"NotOlderThan\", \"\"", "resourceVersionMatch"));

    private static ApiFailure Invalid(ApiCause cause) =>
        new(422, "Invalid", $"ListOptions.meta.k8s.io \"\" is invalid: {cause.Field}: {cause.Message}")
        {
            Group = "meta.k8s.io",
            Kind = "ListOptions",
            Causes = [cause],
        };
}
