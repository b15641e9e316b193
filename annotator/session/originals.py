"""The file on this computer that an article was imported from, and whether it may be opened.

Where a file lies is only ever said by the log, which may be from somebody else: nothing is done
with it but what an analyst asks for after seeing it (docs/SECURITY.md).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from annotator.paths import is_file
from annotator.store.project import Project

_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml")
_OF_ONE = (".txt", ".md", ".pdf", ".docx", ".eml", *_PAGES)
_OF_MANY = (".csv", ".tsv", ".tab", ".xlsx", ".json", ".jsonl", ".jsonld", ".zip")
#: Endings of the kinds that are imported. No system runs one of these as a program.
_KINDS = frozenset((*_OF_ONE, *_OF_MANY))
#: A larger file is not read only to see whether it is still the same.
_MOST_READ = 50_000_000


@dataclass(frozen=True, slots=True)
class Original:
    """A file that an article was imported from.

    Attributes:
        raw_sha256: of what was read as this article: of the whole file, where it holds but one.
    """

    path: Path
    raw_sha256: str

    @property
    def is_there(self) -> bool:
        return _is_local(str(self.path)) and is_file(self.path)

    @property
    def may_open(self) -> bool:
        """Is it a file of a kind that is imported, also where a link leads?"""
        if not self.is_there:
            return False
        try:
            real = self.path.resolve()
        except (OSError, RuntimeError):  # a link that leads to itself
            return False
        return {self.path.suffix.lower(), real.suffix.lower()} <= _KINDS and _is_local(str(real))

    @property
    def is_page(self) -> bool:
        """Does it open where pages of the web do?"""
        return self.path.suffix.lower() in _PAGES

    @property
    def has_changed(self) -> bool:
        """Is it another file by now, as far as that can be told of one that holds one article?"""
        with suppress(OSError):
            if self.path.suffix.lower() in _OF_ONE and self.path.stat().st_size <= _MOST_READ:
                return hashlib.sha256(self.path.read_bytes()).hexdigest() != self.raw_sha256
        return False


class Originals:
    """What a session knows of the files that its articles came from."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def of(self, document_id: str) -> Original | None:
        """The newest file of an article that is still there, else the newest; None: none known."""
        acts = _acts(self._project.decisions.imports(document_id))
        said = [(act.get("file"), act.get("raw_sha256")) for act in acts if isinstance(act, dict)]
        folder = self._project.path.resolve().parent
        found = [
            Original(folder / file, str(raw))
            for file, raw in reversed(said)
            if isinstance(file, str) and file and "\0" not in file and _is_local(file)
        ]
        return next((one for one in found if one.is_there), next(iter(found), None))


def _acts(stored: list[str]) -> Iterator[object]:
    for said in stored:
        with suppress(ValueError, TypeError, RecursionError):  # written by another hand
            yield json.loads(said)


def noted(file: Path, project: Path) -> str | None:
    """How the log names a file: from the project's folder where it lies below it, so that both can
    be moved; None for what lies nowhere, as standard input, or has a name that is no text.
    """
    from annotator.exchange.readers import standard_input

    if standard_input.is_copy(file):
        return None
    path, folder = Path(os.path.abspath(file)), project.resolve().parent  # noqa: PTH100 - links stay
    said = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
    try:
        said.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return said


def _is_local(file: str) -> bool:
    """Does it lie on this computer? To look at another's would already tell it who asks."""
    return not PureWindowsPath(file).drive.startswith(("\\\\", "//")) and not file.startswith("//")
