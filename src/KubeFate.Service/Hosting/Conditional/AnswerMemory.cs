using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>
/// The answers that may be given again until something is written. Each belongs to one user in one role: no route has to remember that
/// somebody else may see less.
/// </summary>
internal sealed class AnswerMemory(TimeProvider time)
{
    /// <summary>Much more than the lists of a service have together, and little beside what the service itself has.</summary>
    public const long MostBytes = 8 * 1024 * 1024;

    private const int LongestTarget = 1024;

    private readonly ChangeMemory<Key, KeptAnswer> answers = new(MostBytes, time);

    /// <summary>What all answers cost together.</summary>
    public long Cost => answers.Cost;

    /// <summary>The answer that this caller got to this address, if it still holds at these stamps.</summary>
    public KeptAnswer? Find(HttpContext context, Caller caller, ChangeStamps now) =>
        answers.TryFind(KeyOf(context, caller), now, out var answer) ? answer : null;

    /// <summary>Keeps the answer that is about to be sent, if its route allows it.</summary>
    public void Offer(HttpContext context, string tag, ReadOnlyMemory<byte> body)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<KeptUntil>() is not { } kept) return;
        if (context.FindCaller() is not { } caller || context.FindStamps() is not { } seen) return;
        if (Target(context).Length > LongestTarget) return;
        var answer = KeptAnswer.Of(context.Response, tag, body.ToArray());
        answers.Keep(KeyOf(context, caller), answer, kept.Areas, seen, answer.Cost);
    }

    private static Key KeyOf(HttpContext context, Caller caller) => new(caller.User.Id, caller.Role, Target(context));

    private static string Target(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private readonly record struct Key(long User, string Role, string Target);
}
