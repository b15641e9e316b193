"""What can be typed behind ``annotator``: commands, options, help. These names are a contract."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from annotator import paths
from annotator.core.wording import written_out

#: name -> what it does, an example.
COMMANDS: dict[str, tuple[str, str]] = {
    "gui": ("show the window", "annotator gui news.annotator --open west-kent.txt"),
    "import": (
        "take articles into a project; makes it where there is none",
        "annotator import news.annotator saved/",
    ),
    "suggest": ("find entities and ratings", "annotator suggest news.annotator"),
    "predict": ("suggestions without a project", "annotator predict a.txt -o out.jsonl"),
    "evaluate": ("compare suggestions with gold", "annotator evaluate gold.jsonl --errors"),
    "export": (
        "write gold, or another format",
        "annotator export news.annotator gold.jsonl",
    ),
    "copies": ("list the near copies", "annotator copies news.annotator"),
    "status": ("say how far a project is", "annotator status news.annotator"),
    "set-aside": (
        "set articles aside, or bring them back",
        "annotator set-aside news.annotator a.txt",
    ),
    "doctor": ("check that a project is sound, and repair it", "annotator doctor news.annotator"),
    "backups": ("list the backups of a project, or make one", "annotator backups news.annotator"),
    "restore": ("make a project what a backup holds", "annotator restore news.annotator 1"),
    "worker": ("the extraction process: JSON lines", "annotator worker < jobs.jsonl"),
    "convert": ("the conversion process: JSON lines", "annotator convert < files.jsonl"),
}
#: What other programs call the same.
_MEANT = {"progress": "status", "check": "doctor", "repair": "doctor", "open": "gui"}


def parsed(arguments: list[str]) -> argparse.Namespace:
    """The options; ``command`` names what is to be done.

    Raises:
        SystemExit: 2 where they are wrong (said on the error stream), 0 after help or version.
    """
    given = _with_command(arguments)
    return command_parser(given[0] if given[0] in COMMANDS else None).parse_args(given)


def _with_command(arguments: list[str]) -> list[str]:
    """``annotator [PROJECT]`` means the window."""
    for place, argument in enumerate(arguments):
        if argument in COMMANDS or argument in ("-h", "--help", "--version"):
            return arguments
        if not argument.startswith("-"):
            behind = arguments[1:2] if place == 0 else []
            _refuse_misspelt(argument, any(not word.startswith("-") for word in behind))
            break
    return ["gui", *arguments]


def _refuse_misspelt(word: str, has_project: bool) -> None:
    """A word that is meant for a command, and is no file, is not taken for a project.

    Args:
        has_project: does another word stand behind it? The window takes only one project.
    """
    from difflib import get_close_matches  # only where a word is no command

    close = [_MEANT[word]] if word in _MEANT else get_close_matches(word, COMMANDS, 1)
    if (close or has_project) and not paths.is_there(Path(word)):
        hint = f"Did you mean: {close[0]}?" if close else "See: annotator --help"
        said = f"there is no command {written_out(word)}. {hint}"
        print(f"annotator: {said}", file=sys.stderr)
        raise SystemExit(2)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"annotator: {written_out(message)}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


class _Version(argparse.Action):
    """Looks the versions up only where they are asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from annotator import version

        print(version.text())
        parser.exit()


def command_parser(only: str | None = None) -> argparse.ArgumentParser:
    """All commands with their options; completion and manual are made from it too.

    Args:
        only: the one command that is wanted: all of them take longer than a window may.
    """
    parser = _Parser(
        prog="annotator",
        description="A desktop workbench for analysts who turn inspection news into gold data.",
        epilog="annotator [PROJECT] opens the window on a project, else on the last one.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say what this is made of")
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data-dir", type=_path, metavar="FOLDER", help="keep settings and new projects there"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (words, example) in COMMANDS.items():
        if only in (None, name):
            made = commands.add_parser(
                name,
                help=words,
                description=f"{words[0].upper()}{words[1:]}.",
                epilog=f"example: {example}",
                parents=[shared],
            )
            _add_arguments(name, made)
    return parser


def _add_arguments(name: str, parser: argparse.ArgumentParser) -> None:
    if name in _ON_A_PROJECT:
        parser.add_argument("project", type=_project, metavar="PROJECT")
    if name in _READING:
        _add_reading(parser)
    if name in _OWN:
        _OWN[name](parser)


def _add_gui(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project, nargs="?", metavar="PROJECT")
    parser.add_argument("--open", metavar="ARTICLE", help="id of the article to show first")
    parser.add_argument("--screenshot", type=_path, metavar="PNG", help="save a picture and end")
    parser.add_argument("--size", type=_size, metavar="WxH", help="of the window, as 1280x800")
    parser.add_argument("--theme", choices=("light", "dark"), help="else as the settings say")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--second-opinion",
        action="store_true",
        help="let a smaller model check the doubtful names (slower)",
    )
    parser.add_argument(
        "--scales",
        type=_folder,
        action="append",
        default=[],
        metavar="DIR",
        help="a further folder with scales of your own",
    )


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers", type=_positive, default=1, metavar="N", help="how many articles at a time"
    )
    parser.add_argument(
        "--again", action="store_true", help="also what these rules have read; decisions stay"
    )


def _add_copies(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--again", action="store_true", help="compare all with each other, gold lines too"
    )


def _add_set_aside(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="its id; none: list them")
    parser.add_argument("--back", nargs="+", default=[], metavar="ARTICLE", help="bring it back")


def _add_predict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=_path, nargs="+", metavar="FILE")
    parser.add_argument(
        "-o",
        "--output",
        type=_path,
        required=True,
        metavar="OUT.jsonl",
        help="gold lines in which all is suggested",
    )
    parser.add_argument("--explain", action="store_true", help="say why, per suggestion")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("gold", type=_path, metavar="GOLD.jsonl")
    parser.add_argument(
        "--pred",
        type=_path,
        metavar="FILE",
        help="suggestions from this file, not from the rules of now",
    )
    parser.add_argument("--errors", action="store_true", help="list every difference")
    parser.add_argument(
        "--reliability", action="store_true", help="hold confidence against precision"
    )
    parser.add_argument(
        "--json", type=_path, metavar="OUT", help="write the result for a program too"
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=_path, nargs="+", metavar="FILE|FOLDER|-")
    parser.add_argument(
        "--encoding", metavar="NAME", help="of texts, as cp1252, where it is not found rightly"
    )
    parser.add_argument(
        "--columns", metavar="FIELD=NAME,...", help="of tables, as text=Body,title=Headline"
    )
    parser.add_argument(
        "--as",
        dest="as_",
        choices=("suggestions", "gold"),
        help="take annotations as suggested, or as decided; else as the file says",
    )


def _add_export(parser: argparse.ArgumentParser) -> None:
    from annotator.exchange.formats import FORMATS

    parser.add_argument("out", type=_path, metavar="OUT")
    parser.add_argument(
        "--format", choices=tuple(FORMATS), help="else as the ending of OUT says; .jsonl is gold"
    )
    parser.add_argument("--all", action="store_true", help="also articles that are not complete")
    parser.add_argument(
        "--filter", metavar="LINE", help='as above the list: "label:SERVICE prison"'
    )
    parser.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="LABEL",
        help="only spans with this label; may be repeated",
    )
    parser.add_argument(
        "--split",
        metavar="80/10/10",
        help="OUT-train, OUT-dev, OUT-test; near copies stay together",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="of the split: the same seed gives the same files",
    )
    parser.add_argument("--no-log", action="store_true", help="without suggestions and decisions")
    parser.add_argument(
        "--per-category", action="store_true", help="of a table: a row for each category"
    )


def _add_backups(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", action="store_true", help="make one now")


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="mend what is found")
    parser.add_argument(
        "--head",
        nargs="?",
        const="",
        type=_head,
        metavar="HASH",
        help="print the head of the log; with HASH, whether the log goes through that one",
    )


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "backup", metavar="BACKUP", help="its number or name as `backups` lists it, or a file"
    )


_ON_A_PROJECT = "import suggest export copies status set-aside doctor backups restore".split()
_READING = "suggest predict evaluate worker".split()
_OWN: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "gui": _add_gui,
    "import": _add_import,
    "suggest": _add_suggest,
    "predict": _add_predict,
    "evaluate": _add_evaluate,
    "export": _add_export,
    "copies": _add_copies,
    "set-aside": _add_set_aside,
    "doctor": _add_doctor,
    "backups": _add_backups,
    "restore": _add_restore,
}


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1280x800")
    return int(width), int(height)


def _path(text: str) -> Path:
    try:
        if not text or b"\0" in os.fsencode(text):
            raise ValueError
    except ValueError:
        raise argparse.ArgumentTypeError(f"no file can be called “{text}”") from None
    return Path(text)


def _project(text: str) -> Path:
    path = _path(text)
    if not path.name:  # as of "." or "/"
        raise argparse.ArgumentTypeError(f"{text} is a folder, no project")
    return path


def _folder(text: str) -> Path:
    path = _path(text)
    try:
        if path.is_dir():
            return path
    except OSError:  # a name that is too long, a folder that may not be entered
        pass
    raise argparse.ArgumentTypeError(f"there is no folder {text}")


def _head(text: str) -> str:
    if text and not re.fullmatch("[0-9a-fA-F]{1,64}", text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no head of a log, which has digits and the letters a to f; "
            f"to print one: annotator doctor PROJECT --head"
        )
    return text


def _positive(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 64")
    return int(text)
