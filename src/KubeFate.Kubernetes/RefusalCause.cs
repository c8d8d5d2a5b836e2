namespace KubeFate.Kubernetes;

/// <summary>One of the reasons for which the server refuses an object.</summary>
/// <param name="Field">Where, such as <c>spec.clusterIPs[0]</c>; empty when the server names no field.</param>
/// <param name="Reason">The server's word for it, such as <c>FieldValueInvalid</c> or <c>FieldManagerConflict</c>.</param>
/// <param name="Message">The server's own sentence.</param>
public sealed record RefusalCause(string Field, string Reason, string Message);
