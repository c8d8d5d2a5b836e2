namespace KubeFate.Bench.Rest;

/// <summary>A GET that is measured beside the floor.</summary>
/// <param name="Name">As the report tells it.</param>
/// <param name="Path">The address.</param>
/// <param name="Aim">At most so many times the floor's processor time; null: no aim.</param>
/// <param name="FloorBytes">What the floor answers; 0: as much as this answer has.</param>
/// <param name="Known">Ask with the ETag of the answer, so that it is 304.</param>
internal sealed record RestTarget(string Name, string Path, double? Aim, int FloorBytes, bool Known = false)
{
    private const int Short = 30;

    public static IReadOnlyList<RestTarget> All { get; } =
    [
        new("GET /v1/version/", "/v1/version/", 2, Short),
        new("GET /v1/cluster/", "/v1/cluster/", 3, Short),
        new("GET /v1/job/", "/v1/job/", 3, Short),
        new("GET /v1/chart/?name=fate&limit=2", "/v1/chart/?name=fate&limit=2", 2, 0),
        new("GET /v1/chart/?name=fate&limit=2, 304", "/v1/chart/?name=fate&limit=2", null, Short, Known: true),
        new("GET /v1/job/, 304", "/v1/job/", null, Short, Known: true),
        new("GET /", "/", null, Short),
    ];
}
