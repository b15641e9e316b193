"""Completion for bash, zsh and fish and the manual, made from the command line's own definition.

python packaging/linux/shell_files.py FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from annotator import __version__, paths
from annotator.command_line import COMMANDS, command_parser

FOLDERS = ("FOLDER", "DIR")


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (
        ("annotator.bash", bash),
        ("_annotator", zsh),
        ("annotator.fish", fish),
        ("annotator.1", manual),
    ):
        (folder / name).write_text(make(), encoding="utf-8")
    return 0


def commands() -> dict[str, argparse.ArgumentParser]:
    """name -> its parser, in the order of the help."""
    return dict(next(a.choices for a in actions(command_parser()) if a.dest == "command"))


def options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (action for action in actions(parser) if action.option_strings)


def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return parser._actions  # noqa: SLF001 - argparse has no public way


def words(action: argparse.Action) -> str:
    """What an option does, in one line."""
    return " ".join((action.help or f"{action.metavar or ''}".lower()).split())


def takes_value(action: argparse.Action) -> bool:
    return action.nargs != 0


# --- completion ---


def bash() -> str:
    cases, values = [], []
    for name, parser in commands().items():
        flags = " ".join(flag for action in options(parser) for flag in action.option_strings)
        cases.append(f"        {name}) flags='{flags}' ;;")
        for action in options(parser):
            if action.choices:
                pattern = "|".join(f"{name}:{flag}" for flag in action.option_strings)
                values.append(f"        {pattern}) words='{' '.join(action.choices)}' ;;")
    return f"""# bash completion for annotator; made from its command line
_annotator() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}
    local command= flags= words= word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in {"|".join(COMMANDS)}) command=$word; break ;; esac
    done
    case $command in
{chr(10).join(cases)}
        '') flags='--help --version'; words='{" ".join(COMMANDS)}' ;;
    esac
    case $command:$prev in
{chr(10).join(values)}
    esac
    [[ $cur == -* ]] && words=$flags
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o default -F _annotator annotator
"""


def zsh() -> str:
    cases = []
    for name, parser in commands().items():
        specs = [_zsh_option(action) for action in options(parser)]
        cases.append(f"    {name}) _arguments {' '.join(specs)} '*:file:_files' ;;")
    described = " ".join(_quoted(f"{name}:{text}") for name, (text, _) in COMMANDS.items())
    return f"""#compdef annotator
# made from the command line of annotator
local -a names
names=({described})
if (( CURRENT == 2 )); then
    _describe command names
    _arguments '--help' '--version' '*:file:_files'
    return
fi
local command=$words[2]
shift words
(( CURRENT-- ))
case $command in
{chr(10).join(cases)}
    *) _files ;;
esac
"""


def _zsh_option(action: argparse.Action) -> str:
    text = words(action).replace("[", "(").replace("]", ")").replace(":", " -")
    value = ""
    if action.choices:
        value = f":value:({' '.join(action.choices)})"
    elif takes_value(action):
        value = ":folder:_files -/" if action.metavar in FOLDERS else ":value:_files"
    return " ".join(_quoted(f"{flag}[{text}]{value}") for flag in action.option_strings)


def fish() -> str:
    none = f"not __fish_seen_subcommand_from {' '.join(COMMANDS)}"
    lines = [f"complete -c annotator -n '{none}' -l version -d 'say what this is made of'"]
    lines += [
        f"complete -c annotator -n '{none}' -a {name} -d {_quoted(text)}"
        for name, (text, _) in COMMANDS.items()
    ]
    for name, parser in commands().items():
        for action in options(parser):
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
                for flag in action.option_strings
            )
            value = f" -xa '{' '.join(action.choices)}'" if action.choices else ""
            if takes_value(action) and not value:
                value = " -r"
            seen = f"__fish_seen_subcommand_from {name}"
            lines.append(
                f"complete -c annotator -n '{seen}' {flags}{value} -d {_quoted(words(action))}"
            )
    return "# made from the command line of annotator\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# --- the manual ---


def manual() -> str:
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    parts = [
        f'.TH ANNOTATOR 1 "{day:%Y-%m-%d}" "annotator {__version__}" "User Commands"',
        ".SH NAME\nannotator \\- workbench that turns inspection news into gold data",
        ".SH SYNOPSIS\n.B annotator\n.RI [ PROJECT ]\n.br\n.B annotator\n.I COMMAND\n.RI [ ... ]",
        ".SH DESCRIPTION\nWithout a command the window is shown, on the project named or on the "
        "last one. Every other command works without a screen and asks nothing. "
        "Decisions are written as they are made; there is nothing to save.",
        ".SH COMMANDS",
    ]
    for name, parser in commands().items():
        text, example = COMMANDS[name]
        usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
        parts.append(f".SS {_roff(name)}\n{_roff(_sentence(text))}\n.PP\n.B {_roff(usage)}")
        for action in options(parser):
            if words(action):
                flags = ", ".join(action.option_strings)
                parts.append(f".TP\n.B {_roff(flags)}\n{_roff(_sentence(words(action)))}")
        parts.append(f".PP\nExample:\n.B {_roff(example)}")
    parts += [
        ".SH FILES\n.TP\n.I ~/.local/share/annotator\nThe sample project, scales of your own, logs "
        "and reports.\n.TP\n.I ~/.config/annotator/settings.json\nThe settings.",
        f".SH ENVIRONMENT\n.TP\n.B {paths.DATA_DIR_VARIABLE}\nA folder for all of that instead.",
        ".TP\n.B ANNOTATOR_DEBUG\nShows where in the program an unforeseen error happened.",
        ".SH EXIT STATUS\n0 where it was done, 1 where something failed, 2 where it was called "
        "wrongly.",
    ]
    return "\n".join(parts) + "\n"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.exit(main())
