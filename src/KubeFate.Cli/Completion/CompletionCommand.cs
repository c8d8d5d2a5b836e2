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

    // In a file of $fpath it is the function itself and runs at once; read by source it has to be bound, and compinit may not have run yet.
    private const string Zsh = """
        #compdef kubefate
        # zsh: source <(kubefate completion zsh), or as a file _kubefate in a folder of $fpath
        _kubefate() {
            local -a words
            words=("${(@f)$(KUBEFATE_DESCRIBE=1 kubefate "[suggest:${CURSOR}]" "${BUFFER}" 2> /dev/null)}")
            if (( ${#words} == 0 )) || [[ -z ${words[1]} ]]; then _files; return; fi
            words=("${(@)words//:/\\:}")
            words=("${(@)words/$'\t'/:}")
            _describe kubefate words
        }
        if [[ ${funcstack[1]} == _kubefate ]]; then
            _kubefate "$@"
        else
            (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
            compdef _kubefate kubefate
        fi
        """;

    private const string Fish = """
        # fish: kubefate completion fish | source
        function __kubefate_words
            set -l words (KUBEFATE_DESCRIBE=1 kubefate "[suggest:"(commandline -C)"]" (commandline) 2> /dev/null)
            if test (count $words) -gt 0
                printf '%s\n' $words
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c kubefate -f -a '(__kubefate_words)'
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
