"""Zip archives: every file in them is read as if it lay in a folder; names are only labels."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from annotator.core.errors import BadInput
from annotator.exchange.archives import Budget, checked_files, opened
from annotator.exchange.folders import is_of_export, is_of_page
from annotator.exchange.readers.incoming import Incoming, Read

_UNSAID = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: What an archive can go wrong with half-way.
_BROKEN = (BadZipFile, zlib.error, EOFError)
_OTHERS = {
    b"application/vnd.oasis.opendocument": "an OpenDocument file; save it as .docx, .xlsx or .txt",
    b"application/epub": "an e-book",
    b"ppt/slides": "a presentation; save it as a PDF",
}


def matches(file: Incoming) -> bool:
    """Does it begin as an archive? (Word and Excel files have been taken before.)"""
    return file.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(file: Incoming, read_member: Callable[[Incoming], Iterator[Read]]) -> Iterator[Read]:
    """The articles of all files, in order of their names; one that is broken stops no other."""
    for sign, kind in _OTHERS.items():
        if sign in file.head[:2000]:
            raise file.bad(f"is {kind}.")
    budget = file.budget or Budget()
    if budget.depth == 0:
        raise file.bad("is an archive that lies too deep in other archives; unpack them first.")
    try:
        with file.as_path() as path, path.open("rb") as stream, opened(stream) as archive:
            files = checked_files(archive, path.stat().st_size, budget)
            yield from _read_members(file, archive, files, budget, read_member)
    except BadZipFile as error:
        raise file.bad("is damaged: it cannot be unpacked.") from error
    except BadInput as error:
        raise error if error.what.startswith(file.name) else file.bad(error.what) from error


def _read_members(
    file: Incoming,
    archive: ZipFile,
    files: list[ZipInfo],
    budget: Budget,
    read_member: Callable[[Incoming], Iterator[Read]],
) -> Iterator[Read]:
    by_name = {info.filename: info for info in files}

    def member(info: ZipInfo) -> Incoming:
        def beside(name: str) -> Incoming | None:
            folder = info.filename.rpartition("/")[0]
            other = by_name.get(f"{folder}/{name}" if folder else name)
            return member(other) if other else None

        inner = Budget(budget.files, budget.size, budget.depth - 1)
        opener = cast("Callable[[], BinaryIO]", partial(archive.open, info))
        label = f"{file.name}/{_label(info.filename)}"
        return Incoming(label, opener, beside, file.options, budget=inner)

    for info in sorted(files, key=lambda info: info.filename):
        name, exists = info.filename, by_name.__contains__
        if _is_hidden(name) or is_of_export(name, exists) or is_of_page(name, exists):
            continue
        one = member(info)
        try:
            yield from read_member(one)
        except BadInput as error:
            yield error
        except _BROKEN:
            yield one.bad("is damaged: it cannot be unpacked.")
        if one.budget is not None:
            budget.files, budget.size = one.budget.files, one.budget.size


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX"


def _label(name: str) -> str:
    """The name as people read it; nothing is ever written under it."""
    parts = [part.strip() for part in _UNSAID.sub("?", name).replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part and part.strip("."))[-200:] or "?"
