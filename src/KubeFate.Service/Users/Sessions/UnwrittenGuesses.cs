using System.Collections.Concurrent;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Wrong passwords that could not be written into the table, such as on a full disk: they count in this process until the right one is given.
/// Only of users that there are, so it grows no longer than their list.
/// </summary>
internal sealed class UnwrittenGuesses
{
    private readonly ConcurrentDictionary<long, (int Failures, DateTimeOffset? LockedUntil)> guesses = new();

    /// <summary>How many there are of a user.</summary>
    public int Count(long userId) => guesses.GetValueOrDefault(userId).Failures;

    /// <summary>Until when they lock it.</summary>
    public DateTimeOffset? LockedUntil(long userId) => guesses.GetValueOrDefault(userId).LockedUntil;

    public void Add(long userId, DateTimeOffset? lockedUntil) => guesses.AddOrUpdate(userId, _ => (1, lockedUntil), (_, known) => (known.Failures + 1, lockedUntil));

    public void Forget(long userId) => guesses.TryRemove(userId, out _);
}
