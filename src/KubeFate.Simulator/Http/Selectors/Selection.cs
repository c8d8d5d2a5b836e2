using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Selectors;

/// <summary>Which objects of a collection a request is about.</summary>
internal sealed class Selection(LabelSelector labels, FieldSelector fields, string? name)
{
    public static Selection Of(ApiRequest request)
    {
        var labels = request.Query("labelSelector");
        return new(LabelSelector.Parse(labels), FieldSelector.Parse(request.Query("fieldSelector"), request.Type, labels), request.Target.Name);
    }

    public bool Matches(JsonObject item) =>
        (name is null || item["metadata"]?["name"]?.GetValue<string>() == name) && labels.Matches(item) && fields.Matches(item);
}
