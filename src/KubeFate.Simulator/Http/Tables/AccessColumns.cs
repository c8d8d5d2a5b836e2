using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using static KubeFate.Simulator.Http.Tables.Cells;
using static KubeFate.Simulator.Http.Tables.TableColumn;

namespace KubeFate.Simulator.Http.Tables;

internal static class AccessColumns
{
    private static readonly TableColumn[] Binding =
    [
        Named, Text("Role", item => $"{Cells.Text(item, "roleRef.kind")}/{Cells.Text(item, "roleRef.name")}"), Age,
        Wide("Users", item => Subjects(item, "User")), Wide("Groups", item => Subjects(item, "Group")),
        Wide("ServiceAccounts", item => Subjects(item, "ServiceAccount")),
    ];

    public static IEnumerable<KeyValuePair<ResourceType, TableColumn[]>> All { get; } =
    [
        new(ResourceCatalog.ServiceAccounts, [Named, Number("Secrets", item => Count(item, "secrets")), Age]),
        new(ResourceCatalog.Roles, [Named, CreatedAt]),
        new(ResourceCatalog.ClusterRoles, [Named, CreatedAt]),
        new(ResourceCatalog.RoleBindings, Binding),
        new(ResourceCatalog.ClusterRoleBindings, Binding),
    ];

    private static string Subjects(JsonObject binding, string kind) => string.Join(
        ", ",
        Objects(binding, "subjects").Where(subject => Cells.Text(subject, "kind") == kind).Select(subject =>
            kind == "ServiceAccount" ? $"{Cells.Text(subject, "namespace")}/{Cells.Text(subject, "name")}" : Cells.Text(subject, "name")));
}
