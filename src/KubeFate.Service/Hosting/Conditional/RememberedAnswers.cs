using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>
/// The short way: a GET whose token and answer are remembered, and under which nothing was written since, is answered before anything else
/// runs. The stamps are read after the request came, so whatever was committed before it, here or by another replica, is in the answer.
/// </summary>
internal sealed class RememberedAnswers(RequestDelegate next, ChangeFeed feed, SessionMemory sessions, AnswerMemory answers)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } answer) await answer.SendAsync(context);
        else await next(context);
    }

    private async ValueTask<KeptAnswer?> FindAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || PresentedToken.Find(context.Request)?.Value is not { } token) return null;
        if (await context.FindStampsAsync(feed) is not { } now || sessions.Find(token, now) is not { } known) return null;
        return answers.Find(context, known.Caller, now);
    }
}
