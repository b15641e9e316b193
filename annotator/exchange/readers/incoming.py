"""A file that comes in, wherever it lies: what it is called, how it begins, how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine

#: What a reader gives for each article of a file.
Read = GoldLine | BadInput

#: No article, and no line of a file with many, may be larger, in bytes.
MOST_BYTES = 50_000_000
#: So much of a file is looked at to find what kind it is.
_HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Options:
    """How a person wants files to be read.

    Attributes:
        encoding: of texts; None: detected.
    """

    encoding: str | None = None


#: Nothing was said: everything is found from the content.
AS_FOUND = Options()


@dataclass(frozen=True)
class Incoming:
    """One file.

    Attributes:
        name: what people call it; the id of its article.
        opener: opens it at its beginning; called as often as it has to be read.
        beside: the file of another name in the same folder, None where there is none.
        options: how it is to be read.
    """

    name: str
    opener: Callable[[], BinaryIO]
    beside: Callable[[str], Incoming | None] = field(default=lambda _name: None)
    options: Options = AS_FOUND

    @classmethod
    def at(cls, path: Path, options: Options = AS_FOUND) -> Incoming:
        """The file at a path; that it is not there is said when it is read."""

        def beside(name: str) -> Incoming | None:
            other = path.with_name(name)
            return cls.at(other, options) if other.is_file() else None

        return cls(name_of(path), lambda: path.open("rb"), beside, options)

    def open(self) -> BinaryIO:
        """The bytes as a stream.

        Raises:
            BadInput: it cannot be opened.
        """
        try:
            return self.opener()
        except OSError as error:
            raise self.bad(f"cannot be read: {error.strerror or error}.") from error

    @cached_property
    def head(self) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            try:
                return stream.read(_HEAD_BYTES)
            except OSError as error:
                raise self.bad(f"cannot be read: {error.strerror or error}.") from error

    def read(self) -> bytes:
        """All bytes of a file that holds one article.

        Raises:
            BadInput: it cannot be read, or is larger than an article may be.
        """
        with self.open() as stream:
            try:
                raw = stream.read(MOST_BYTES + 1)
            except OSError as error:
                raise self.bad(f"cannot be read: {error.strerror or error}.") from error
        if len(raw) > MOST_BYTES:
            raise self.bad(
                f"is larger than {MOST_BYTES // 1_000_000} MB, too much for one article."
            )
        return raw

    @property
    def suffix(self) -> str:
        """The ending of its name with the dot, in lower case: only ever a hint."""
        return Path(self.name).suffix.lower()

    def bad(self, what: str) -> BadInput:
        """The error about this file; ``what`` continues its name."""
        return BadInput(f"{self.name} {what}")


def name_of(path: Path) -> str:
    """A file's name as text; bytes that are no text in the system's encoding are replaced."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
