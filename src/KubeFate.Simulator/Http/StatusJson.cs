using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http;

/// <summary>Refusals and successes as <c>metav1.Status</c>.</summary>
internal static class StatusJson
{
    public static JsonObject Failure(ApiFailure failure)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = failure.Continue is { } going ? new JsonObject { ["continue"] = going } : new JsonObject(),
            ["status"] = "Failure",
            ["message"] = failure.Message,
        };
        Set(status, "reason", failure.Reason);
        // kubectl reads the details of every 404, also where there are none to tell.
        if (Details(failure) is var details && (details.Count > 0 || failure.Code == 404)) status["details"] = details;
        status["code"] = failure.Code;
        return status;
    }

    /// <summary>The answer to a finished deletion.</summary>
    public static JsonObject Deleted(ResourceType type, string name, string? uid)
    {
        var details = new JsonObject { ["name"] = name };
        if (type.Group.Length > 0) details["group"] = type.Group;
        details["kind"] = type.Plural;
        if (uid is not null) details["uid"] = uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }

    private static JsonObject Details(ApiFailure failure)
    {
        var details = new JsonObject();
        Set(details, "name", failure.Name);
        Set(details, "group", failure.Group);
        Set(details, "kind", failure.Kind);
        Set(details, "uid", failure.Uid);
        if (failure.Causes.Count > 0) details["causes"] = new JsonArray([.. failure.Causes.Select(Cause)]);
        if (failure.RetryAfterSeconds is { } seconds) details["retryAfterSeconds"] = seconds;
        return details;
    }

    private static JsonNode Cause(ApiCause cause)
    {
        var told = new JsonObject();
        Set(told, "reason", cause.Reason);
        told["message"] = cause.Message;
        Set(told, "field", cause.Field);
        return told;
    }

    private static void Set(JsonObject target, string field, string? value)
    {
        if (!string.IsNullOrEmpty(value)) target[field] = value;
    }
}
