using System.Collections.Frozen;
using System.Globalization;

namespace KubeFate.Simulator.Protobuf;

internal enum ProtobufShape
{
    One,
    List,
    Map,
}

/// <summary>One field of a message.</summary>
/// <param name="Name">As JSON has it.</param>
/// <param name="Type">string, bytes, int, bool, Time, FieldsV1, Quantity, IntOrString, or the name of a message.</param>
/// <param name="KeepsZero">A pointer in Go: zero was said on purpose.</param>
internal sealed record ProtobufField(string Name, string Type, ProtobufShape Shape, bool KeepsZero);

/// <summary>
/// The fields of the messages that helm 4 and kubectl 1.35 send: number, JSON name and type, facts of Kubernetes' published
/// generated.proto files. <c>[]</c> marks a list, <c>{}</c> a map with string keys, <c>?</c> a field whose zero counts.
/// </summary>
internal static class ProtobufMessages
{
    private const string Tables =
        """
        ObjectMeta: 1 name string, 2 generateName string, 3 namespace string, 5 uid string, 6 resourceVersion string, 7 generation int,
          8 creationTimestamp Time, 9 deletionTimestamp Time, 10 deletionGracePeriodSeconds int?, 11 labels {}string, 12 annotations {}string,
          13 ownerReferences []OwnerReference, 14 finalizers []string, 17 managedFields []ManagedFieldsEntry
        OwnerReference: 1 kind string, 3 name string, 4 uid string, 5 apiVersion string, 6 controller bool?, 7 blockOwnerDeletion bool?
        ManagedFieldsEntry: 1 manager string, 2 operation string, 3 apiVersion string, 4 time Time, 6 fieldsType string, 7 fieldsV1 FieldsV1,
          8 subresource string
        DeleteOptions: 1 gracePeriodSeconds int?, 2 preconditions Preconditions, 3 orphanDependents bool?, 4 propagationPolicy string?, 5 dryRun []string
        Preconditions: 1 uid string?, 2 resourceVersion string?
        Secret: 1 metadata ObjectMeta, 2 data {}bytes, 3 type string, 4 stringData {}string, 5 immutable bool?
        ConfigMap: 1 metadata ObjectMeta, 2 data {}string, 3 binaryData {}bytes, 4 immutable bool?
        Namespace: 1 metadata ObjectMeta, 2 spec NamespaceSpec
        NamespaceSpec: 1 finalizers []string
        SelfSubjectAccessReview: 1 metadata ObjectMeta, 2 spec SelfSubjectAccessReviewSpec
        SelfSubjectAccessReviewSpec: 1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes
        ResourceAttributes: 1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string, 6 subresource string, 7 name string
        NonResourceAttributes: 1 path string, 2 verb string
        SelfSubjectRulesReview: 1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec
        SelfSubjectRulesReviewSpec: 1 namespace string
        SelfSubjectReview: 1 metadata ObjectMeta
        """;

    private static readonly FrozenDictionary<string, FrozenDictionary<int, ProtobufField>> Messages = Tables
        .Replace("\n  ", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Split(": ", 2))
        .ToFrozenDictionary(parts => parts[0], parts => Fields(parts[1]));

    /// <summary>The fields of a message by number; null when it is not in the tables.</summary>
    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => Messages.GetValueOrDefault(message);

    public static IReadOnlyDictionary<int, ProtobufField> Require(string message) => Messages[message];

    private static FrozenDictionary<int, ProtobufField> Fields(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(field => field.Split(' ')).ToFrozenDictionary(
            words => int.Parse(words[0], CultureInfo.InvariantCulture),
            words => new ProtobufField(words[1], words[2].Trim('?', '[', ']', '{', '}'), Shape(words[2]), words[2].EndsWith('?')));

    private static ProtobufShape Shape(string type) => type[..2] switch
    {
        "[]" => ProtobufShape.List,
        "{}" => ProtobufShape.Map,
        _ => ProtobufShape.One,
    };
}
