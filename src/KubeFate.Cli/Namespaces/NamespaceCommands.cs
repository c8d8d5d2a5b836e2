using KubeFate.Cli.Output;
using KubeFate.Client.Namespaces;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Namespaces;

/// <summary><c>kubefate namespace</c>.</summary>
internal static class NamespaceCommands
{
    private static readonly ListView<NamespaceResponse> View = new(
        space => space.Name,
        space => space.Name,
        new("NAME", space => space.Name),
        new("STATUS", space => space.Status),
        new("AGE", space => space.Age),
        new("LABELS", space => space.Labels is { Count: > 0 } labels ? string.Join(',', labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal)) : "-", Wide: true));

    public static Verb Create(CommandContext context) => new("namespace", "List the namespaces of the Kubernetes that the service works on", "kubefate namespace list")
    {
        new Verb("list", "List the namespaces", "kubefate namespace list", "kubefate namespace list -o name")
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var spaces = await call.Client.Namespaces.ListAsync(cancellationToken);
                call.Output.List(spaces, WireJson.Default.IReadOnlyListNamespaceResponse, View, "no namespaces that the service may see");
                return ExitCode.Success;
            }),
    };
}
