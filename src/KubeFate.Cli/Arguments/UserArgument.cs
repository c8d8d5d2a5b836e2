using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Client.Users;

namespace KubeFate.Cli.Arguments;

/// <summary>The argument that names a user: name, uuid, unique prefix of it, or <c>me</c>.</summary>
internal sealed class UserArgument
{
    private const string Me = "me";

    private static readonly Kind<UserResponse> Kind = new()
    {
        Word = "user",
        Uuid = user => user.Uuid,
        Names = user => [user.Username],
        Shown = user => user.Username,
    };

    public UserArgument(CommandContext context, bool optional = false)
    {
        Word.CompletionSources.Add(LiveNames.Users(context));
        if (optional) Word.Arity = ArgumentArity.ZeroOrOne;
    }

    public Argument<string> Word { get; } = new("USER") { Description = "Its name, its UUID, or a unique prefix of its UUID; me: the user who is signed in" };

    /// <summary>The user.</summary>
    public async Task<UserResponse> FindAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var word = call.Get(Word);
        if (word == Me) return await call.Client.Users.GetMeAsync(cancellationToken);
        if (Lookup.IsUuid(word)) return await call.Client.Users.GetAsync(word, cancellationToken);
        return Lookup.Find(await call.Client.Users.ListAsync(cancellationToken), word, Kind);
    }
}
