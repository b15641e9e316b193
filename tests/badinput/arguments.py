"""Argument lists that nobody would type on purpose, made from the parser itself.

A new command, or a new option, is among them without a word here.
"""

from __future__ import annotations

import argparse
import os
import socket
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotator import command_line

#: Names in the folder in which the commands are run; ``furnish`` makes what can be made of them.
PLACES = (
    *("news.annotator", "news.backups", "article.txt", "table.csv", "gold.jsonl", "old.jsonl"),
    *("empty.txt", "binary.bin", "folder", "folder/inner.txt", "new\nline.txt", "😀.annotator"),
    *("\udcff.txt", "tab\t\u202e.txt", "secret.txt", "pipe", "socket", "<b>x</b>"),
    *("dangling", "loop.jsonl", "loop.jsonl/x", "folder.csv"),
    *("not.annotator", "cut.annotator", "gone.annotator", "gone/gone.annotator", "gone.jsonl"),
    *("article.txt/x", "", ".", "-", "--", "~", "a\x00b", "\ud83d", "x" * 300, "/dev/null"),
    *("locked", "locked/news.annotator", "fixed.annotator", "fixed/news.annotator", "fixed"),
    *("/dev/full", "/dev/zero", "/proc/self/mem", "/dev/stdin", "-x.txt", "scales", "NUL"),
)
#: What is typed where a number, a name or a line of words is wanted.
WORDS = (
    *("0", "1", "-1", "64", "65", "²", "٣", "1e3", "1_0", "0x10", " 1 ", "9" * 25, "9" * 5000),
    *("nan", "inf", "1.5", "", " ", "\n", "\x00", "\ud83d", "😀", "‮", "é" * 400, "80/10/10"),
    *("0/0", "100", "-5/105", "1/1/1/1", "50/50/", "nan/1", "1280x800", "0x0", "9999999x9999999"),
    *("text=Body", "text=", "=", "text=Body,text=Body", "title=article", "a=b", ",", "text=0"),
    *("utf-8", "hex", "idna", "utf-16", "punycode", "rot13", "undefined", "mbcs", "\x00utf-8"),
    *("rating", "RATING", "label:", "label:RATING status:new", '"', "order:x", "before:9999-99-99"),
    *("after:0000", "score:<nan", "%", "_", "'; DROP TABLE texts; --", "a.txt", "dark", "gold"),
)
_ANY = st.text(st.characters(exclude_characters="/"), max_size=20)  # "/": nothing outside
_VALUES = st.one_of(st.sampled_from(WORDS), st.sampled_from(PLACES), _ANY)
_PLACES = st.one_of(st.sampled_from(PLACES), st.sampled_from(PLACES[:8]), _ANY)
#: Options that lead the program elsewhere, and how few would do the same.
_HELP = ("-h", "--help", "--version")


def _parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = [
        action
        for action in command_line.command_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(commands.choices)


PARSERS = _parsers()


@st.composite
def argument_lists(draw: st.DrawFn, command: str) -> list[str]:
    """What could stand behind ``annotator``, most of it nearly right."""
    given: list[str] = []
    for action in PARSERS[command]._actions:
        if not action.option_strings:
            given += draw(st.lists(_value(action), min_size=1, max_size=_most(action)))
        elif not set(action.option_strings) & set(_HELP) and draw(st.integers(0, 3)) == 0:
            given += draw(_option(action))
    out = [command, *given]
    for _ in range(draw(st.integers(0, 5)) // 4):  # mostly the list as it is
        at = draw(st.integers(0, len(out)))
        out[at : at + draw(st.integers(0, 2))] = draw(st.lists(_VALUES, max_size=2))
    return out


@st.composite
def _option(draw: st.DrawFn, action: argparse.Action) -> list[str]:
    name = draw(st.sampled_from(action.option_strings))
    values = draw(st.lists(_value(action), max_size=1)) if action.nargs != 0 else []
    if values and name.startswith("--") and draw(st.booleans()):
        return [f"{name}={values[0]}"]
    return [name, *values]


def _value(action: argparse.Action) -> st.SearchStrategy[str]:
    if action.choices is not None:
        return st.one_of(st.sampled_from([str(one) for one in action.choices]), _VALUES)
    return _PLACES if action.type is Path or action.dest == "scales" else _VALUES


def _most(action: argparse.Action) -> int:
    return 3 if action.nargs == "+" else 1


def furnish(folder: Path, project: Path) -> None:
    """Put everything that is named above into a folder.

    Args:
        project: a sound one, which is copied.
    """
    files: dict[str, bytes] = {
        "news.annotator": project.read_bytes(),
        "😀.annotator": project.read_bytes(),
        "cut.annotator": project.read_bytes()[:9000],
        "not.annotator": b"Dunmere was rated good. " * 30,
        "article.txt": b"Brinsop Prison was rated good by inspectors in May 2023.",
        "table.csv": b"id,Body\n1,Dunmere was rated good.\n2,\n",
        "gold.jsonl": b'{"id": "g", "text": "Dunmere was rated good."}\n',
        "old.jsonl": b'{"schema": "annotator-gold/1"}\n{"id": 3}\n[]\n',
        "empty.txt": b"",
        "binary.bin": bytes(range(256)) * 9,
        "folder/inner.txt": b"Salt Lane was rated inadequate.",
        "new\nline.txt": b"Thornley Road was rated good.",
        "\udcff.txt": b"Larkmouth was rated good.",
        "tab\t‮.txt": b"West Kent was rated good.",
        "<b>x</b>": b"Pellbridge was rated good.",
        "secret.txt": b"Harbury was rated good.",
        "-x.txt": b"Skelder was rated good.",
        "scales/own.toml": b"id = 3\n[[[",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for name in ("locked", "fixed"):
        (folder / name).mkdir()
        (folder / name / "news.annotator").write_bytes(project.read_bytes())
    (folder / "fixed.annotator").write_bytes(project.read_bytes())
    for name, mode in (("secret.txt", 0), ("locked", 0), ("fixed.annotator", 0o400)):
        (folder / name).chmod(mode)
    (folder / "fixed").chmod(0o500)
    (folder / "news.backups").mkdir()
    (folder / "dangling").symlink_to("gone.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(folder)  # a socket's name may not be long
        one.bind("socket")
        os.chdir(here)


def shown(arguments: list[Any]) -> str:
    """To be read in a failure."""
    return "annotator " + " ".join(ascii(one) for one in arguments)
