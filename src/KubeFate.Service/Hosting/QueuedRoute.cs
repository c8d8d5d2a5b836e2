namespace KubeFate.Service.Hosting;

/// <summary>Marks a route whose requests wait for a place, and are refused with 429 or 503 and Retry-After when too many wait.</summary>
internal sealed record QueuedRoute;
