using System.CommandLine;

namespace KubeFate.Cli.Completion;

/// <summary><c>kubefate completion bash|zsh|fish</c>: a script that asks this program itself for the words that may follow.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash: source <(kubefate completion bash)
        _kubefate() {
            local words
            words=$(kubefate "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2> /dev/null) || return
            COMPREPLY=($(compgen -W "${words}" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _kubefate kubefate
        """;

    private const string Zsh = """
        #compdef kubefate
        # zsh: source <(kubefate completion zsh)
        _kubefate() {
            local -a words
            words=("${(@f)$(kubefate "[suggest:${CURSOR}]" "${BUFFER}" 2> /dev/null)}")
            if (( ${#words} )) && [[ -n ${words[1]} ]]; then compadd -a words; else _files; fi
        }
        compdef _kubefate kubefate
        """;

    private const string Fish = """
        # fish: kubefate completion fish | source
        complete -c kubefate -a '(kubefate "[suggest:"(commandline -C)"]" (commandline) 2> /dev/null)'
        """;

    public static Verb Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        return new Verb("completion", "Print a completion script for a shell", "source <(kubefate completion bash)", "kubefate completion fish | source") { shell }
            .Does(context, call =>
            {
                context.Terminal.Out.WriteLine(call.Get(shell) switch
                {
                    "bash" => Bash,
                    "zsh" => Zsh,
                    _ => Fish,
                });
                return ExitCode.Success;
            });
    }
}
