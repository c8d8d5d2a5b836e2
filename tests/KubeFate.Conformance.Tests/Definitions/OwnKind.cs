using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Definitions;

/// <summary>A kind <c>Gizmo</c> in a group of one test's own.</summary>
internal sealed class OwnKind(ClusterSpace space, string group) : IAsyncDisposable
{
    public string Group { get; } = group;

    public string Plural => "gizmos." + Group;

    public string Name => Plural;

    public string Definition => Text(Group);

    public static async Task<OwnKind> DefineAsync(ClusterSpace space)
    {
        var kind = new OwnKind(space, space.Name + ".example.com");
        (await space.ApplyAsync(kind.Definition)).MustSucceed();
        await space.ReadAsync("wait", "crd", kind.Name, "--for=condition=Established", HangGuard.Option);
        // Discovery follows a moment after the condition.
        await space.UntilAsync(["api-resources", "--api-group", kind.Group, "-o", "name", "--cached=false"], named => named.Contains("gizmos", StringComparison.Ordinal));
        return kind;
    }

    public static string Text(string group) =>
        $$$$"""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gizmos.{{{{group}}}}}
        spec:
          group: {{{{group}}}}
          scope: Namespaced
          names: {plural: gizmos, singular: gizmo, kind: Gizmo}
          versions:
          - name: v1
            served: true
            storage: true
            subresources: {status: {}}
            additionalPrinterColumns:
            - {name: Image, type: string, jsonPath: .spec.image}
            - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
            - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
            schema: &schema
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [image]
                    properties:
                      image: {type: string}
                      replicas: {type: integer, minimum: 1, maximum: 10, default: 1}
                      mode: {type: string, enum: [fast, safe]}
                      parts:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items:
                          type: object
                          required: [name]
                          properties: {name: {type: string}, size: {type: integer}}
                  status:
                    type: object
                    properties:
                      conditions:
                        type: array
                        items: {type: object, properties: {type: {type: string}, status: {type: string}}}
          - name: v1beta1
            served: true
            storage: false
            subresources: {status: {}}
            schema: *schema
        """;

    public string Object(string name, string spec, string version = "v1") =>
        $$"""
        apiVersion: {{Group}}/{{version}}
        kind: Gizmo
        metadata: {name: {{name}}}
        spec: {{spec}}
        """;

    public async ValueTask DisposeAsync() => await space.KubectlAsync("delete", "crd", Name, "--ignore-not-found", "--wait=false");
}
