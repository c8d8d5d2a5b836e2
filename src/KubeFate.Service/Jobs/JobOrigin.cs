namespace KubeFate.Service.Jobs;

/// <summary>Who asks for a job.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Idempotency">The mark of the request, when its sender gave it a key.</param>
internal sealed record JobOrigin(string User, IdempotencyMark? Idempotency);
