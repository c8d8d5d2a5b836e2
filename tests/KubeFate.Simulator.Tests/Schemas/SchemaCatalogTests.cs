using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Tests.Schemas;

public sealed class SchemaCatalogTests
{
    [Fact]
    public void Every_served_kind_has_a_schema() =>
        Assert.Empty(ResourceCatalog.All.Where(type => SchemaCatalog.Find(type.ApiVersion, type.Kind) is null).Select(type => type.ToString()));

    [Fact]
    public void Merge_keys_of_strategic_merge_and_of_server_side_apply_may_differ()
    {
        var ports = SchemaCatalog.Find("v1", "Service")!.Type.FindField("spec")!.Type.FindField("ports")!;

        Assert.Equal("port", ports.MergeKey);
        Assert.Equal(["port", "protocol"], ports.Type.Keys);
    }

    [Fact]
    public void Every_list_that_merges_by_keys_has_items_with_those_keys()
    {
        var wrong = from type in Structs()
                    from field in type.Fields.Values
                    from key in field.Type.Keys.Append(field.MergeKey).OfType<string>()
                    where field.Type.Element?.FindField(key) is null
                    select type.Name + "." + field.Name;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_item_key_is_required_or_has_a_default()
    {
        var wrong = from type in Structs()
                    from field in type.Fields.Values
                    from key in field.Type.Keys
                    let keyField = field.Type.Element!.FindField(key)!
                    where !keyField.Required && keyField.Default is null
                    select $"{type.Name}.{field.Name}[{key}]";

        // Kubernetes itself leaves these optional: an apply must give them.
        Assert.Equal(["PodSpec.imagePullSecrets[name]", "ServiceAccount.secrets[name]"], wrong.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_unknown_kind_still_knows_its_metadata()
    {
        var schema = SchemaCatalog.FindOrUnknown("example.com/v1", "Widget");

        Assert.Equal(["uid"], schema.Type.ChildType("metadata")!.FindField("ownerReferences")!.Type.Keys);
        Assert.Equal(TypeKind.Deduced, schema.Type.ChildType("spec")!.Kind);
    }

    private static HashSet<TypeSchema> Structs()
    {
        var seen = new HashSet<TypeSchema>();
        var open = new Stack<TypeSchema>(SchemaCatalog.All.Select(schema => schema.Type));
        while (open.TryPop(out var type))
        {
            if (type.Element is { } element)
            {
                open.Push(element);
            }

            if (type.Kind == TypeKind.Struct && seen.Add(type))
            {
                foreach (var field in type.Fields.Values)
                {
                    open.Push(field.Type);
                }
            }
        }

        return seen;
    }
}
