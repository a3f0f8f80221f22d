"""How bash, fish and PowerShell ask what to complete; zsh asks as click has it.

A shell sets _NNCLI_COMPLETE and calls nncli, which prints one possibility a line: its kind (plain, file or dir) and its text. Names may
hold blanks, quotes and commas, and none of them may be run or expanded: each script quotes as its shell does.
"""

from __future__ import annotations

import os
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, add_completion_class

VARIABLE = "_NNCLI_COMPLETE"

BASH = r"""%(complete_func)s() {
    local kind text files="" folders="" special="" word="${COMP_WORDS[COMP_CWORD]}" words
    words=$(IFS=$'\n'; printf '%%s' "${COMP_WORDS[*]}")
    COMPREPLY=()
    while IFS=, read -r kind text; do
        case $kind in
            plain) COMPREPLY+=("$text"); [[ $text == *[!a-zA-Z0-9_.=-]* ]] && special=yes ;;
            file) files=yes ;;
            dir) folders=yes ;;
        esac
    done < <(COMP_WORDS="$words" COMP_CWORD="$COMP_CWORD" %(complete_var)s=bash_complete "$1" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        [[ $folders ]] && compopt -o dirnames
        [[ $files ]] && compopt -o default
    elif [[ $files ]]; then
        while IFS= read -r text; do COMPREPLY+=("$text"); done < <(compgen -f -- "$word")
    fi
    [[ $files || $special ]] && compopt -o filenames
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

FISH = r"""function %(complete_func)s
    set -l words (commandline -cp)
    set -l word (commandline -t)
    for line in (env %(complete_var)s=fish_complete COMP_WORDS="$words" COMP_CWORD="$word" %(prog_name)s 2>/dev/null)
        set -l parts (string split -m 1 "," -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\n' $parts[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""

POWERSHELL = r"""Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    }
    $typed = "$wordToComplete".TrimStart("'", '"')
    try {
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = @($before) -join "`n"
        $env:COMP_WORD = $typed
        foreach ($line in @(& %(prog_name)s 2>$null)) {
            $kind, $text, $help = $line -split "`t", 3
            if ($kind -ne 'plain') {
                [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
                continue
            }
            $quoted = if ($text -match '^[\w.=/-]+$') { $text } else { "'" + ($text -replace "'", "''") + "'" }
            if (-not $help) { $help = $text }
            [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item -ErrorAction SilentlyContinue Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD
    }
}
"""

WHERE = {
    "bash": "nncli completion bash > ~/.nncli-completion.bash\n"
    "  and add to ~/.bashrc:  . ~/.nncli-completion.bash      (bash 4.4 or later)",
    "zsh": "nncli completion zsh > ~/.nncli-completion.zsh\n"
    "  and add to ~/.zshrc, below the line with compinit:  . ~/.nncli-completion.zsh",
    "fish": "nncli completion fish > ~/.config/fish/completions/nncli.fish",
    "powershell": "nncli completion powershell >> $PROFILE",
}


class Bash(BashComplete):
    """Names with blanks are quoted by bash itself; click's own script breaks and expands them."""

    source_template = BASH

    @staticmethod
    def _check_version() -> None:
        """Nothing is asked of a bash: the one that reads the script may be another."""


class Fish(FishComplete):
    """A name may hold a comma."""

    source_template = FISH


class PowerShell(ShellComplete):
    """The words before the cursor come one a line, the one at the cursor by itself; neither has its quotes any more."""

    name = "powershell"
    source_template = POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one at the cursor, without the program's name, and that one."""
        return os.environ.get("COMP_WORDS", "").split("\n")[1:], os.environ.get("COMP_WORD", "")

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Kind, text and explanation, with tabs between."""
        return f"{item.type}\t{item.value}\t{item.help or ''}"


def register() -> None:
    """Make these known to click, in place of its own."""
    for shell in (Bash, Fish, PowerShell):
        add_completion_class(shell)


def completion_script(shell: str) -> str:
    """The script of a shell, one of WHERE; a comment in it says where it belongs."""
    from click.shell_completion import get_completion_class

    from nncli.cli import nncli

    register()
    kind = get_completion_class(shell)
    assert kind is not None
    lines = kind(nncli, {}, "nncli", VARIABLE).source().strip("\n").split("\n")
    place = 1 if lines[0].startswith("#compdef") else 0  # zsh looks for it in the first line
    comment = [
        f"# {line}" for line in ["Completion for nncli. To use it:", f"  {WHERE[shell]}"] for line in line.split("\n")
    ]
    return "\n".join([*lines[:place], *comment, "", *lines[place:]]) + "\n"
