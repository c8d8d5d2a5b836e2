using Spectre.Console;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>
/// Gets an answer: from the flag, else by asking, else what is offered. Without a console nobody is asked. What is wrong with flags is
/// gathered in <see cref="Faults"/>.
/// </summary>
internal sealed class Asker(IAnsiConsole? console)
{
    private readonly List<string> faults = [];

    public IReadOnlyList<string> Faults => faults;

    /// <summary>A text. Without <paramref name="offered"/> there must be an answer; an empty offer may be left empty.</summary>
    public string Text(string flag, string? given, string question, string? offered, Func<string, string?> fault)
    {
        if (given is not null) return Checked(flag, given, fault);
        if (console is null) return offered ?? Missing(flag, question);
        var prompt = new TextPrompt<string>(Markup.Escape(question) + (offered is { Length: > 0 } ? "" : ":")).AllowEmpty();
        if (offered is { Length: > 0 }) prompt.DefaultValue(offered);
        return console.Prompt(prompt.Validate(answer => Judge(answer.Trim(), mayBeEmpty: offered is not null, fault))).Trim();
    }

    /// <summary>Answers until an empty one.</summary>
    public IReadOnlyList<string> Texts(string flag, IReadOnlyList<string> given, string question, Func<IReadOnlyList<string>, string?> fault)
    {
        if (given.Count > 0)
        {
            // One by one: the reason then stands beside the answer that it is about.
            for (var count = 1; count <= given.Count; count++)
            {
                if (fault([.. given.Take(count)]) is { } wrong) return Wrong(flag, given[count - 1], wrong, given);
            }

            return given;
        }

        var answers = new List<string>();
        while (console is not null && Text(flag, given: null, question, offered: "", answer => fault([.. answers, answer])) is { Length: > 0 } answer) answers.Add(answer);
        return answers;
    }

    /// <summary>One of several; the first is offered.</summary>
    public T Choice<T>(string flag, string? given, string question, IReadOnlyList<T> choices, Func<T, string> name) where T : class
    {
        if (given is not null)
        {
            var found = choices.FirstOrDefault(choice => name(choice).Equals(given.Trim(), StringComparison.OrdinalIgnoreCase));
            return found ?? Wrong(flag, given, $"choose one of {string.Join(", ", choices.Select(name))}", choices[0]);
        }

        if (console is null || choices.Count == 1) return choices[0];
        var word = console.Prompt(new SelectionPrompt<string>().Title(Markup.Escape(question) + "?").AddChoices(choices.Select(choice => Markup.Escape(name(choice)))));
        console.MarkupLine($"{Markup.Escape(question)}? [green]{word}[/]");
        return choices.First(choice => Markup.Escape(name(choice)) == word);
    }

    /// <summary>Any of several; all are offered.</summary>
    public IReadOnlyList<string> Many(string question, IReadOnlyList<string> choices)
    {
        if (console is null || choices.Count == 0) return choices;
        var prompt = new MultiSelectionPrompt<string>().Title(Markup.Escape(question) + "?").NotRequired().AddChoices(choices);
        foreach (var choice in choices) prompt.Select(choice);
        var chosen = console.Prompt(prompt);
        console.MarkupLine($"{Markup.Escape(question)}? [green]{(chosen.Count == 0 ? "none" : string.Join(", ", chosen))}[/]");
        return chosen;
    }

    public bool YesOrNo(bool? given, string question, bool offered) =>
        given ?? (console is null ? offered : console.Prompt(new ConfirmationPrompt(Markup.Escape(question) + "?") { DefaultValue = offered }));

    /// <summary>Keeps what is wrong with a flag, and goes on with something to look at the next.</summary>
    public T Wrong<T>(string flag, string given, string reason, T instead)
    {
        faults.Add($"{flag} {given}: {reason}");
        return instead;
    }

    private string Checked(string flag, string given, Func<string, string?> fault) =>
        fault(given) is { } wrong ? Wrong(flag, given, wrong, given) : given;

    private string Missing(string flag, string question)
    {
        faults.Add($"{flag} is missing: {char.ToLowerInvariant(question[0])}{question[1..]}");
        return "";
    }

    private static ValidationResult Judge(string answer, bool mayBeEmpty, Func<string, string?> fault)
    {
        if (answer.Length == 0) return mayBeEmpty ? ValidationResult.Success() : ValidationResult.Error("[red]an answer is needed[/]");
        return fault(answer) is { } wrong ? ValidationResult.Error($"[red]{Markup.Escape(wrong)}[/]") : ValidationResult.Success();
    }
}
