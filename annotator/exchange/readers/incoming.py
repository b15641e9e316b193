"""A file that comes in, wherever it lies: what it is called, how it begins, how it is read."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, TextIO

from annotator.core.errors import BadInput
from annotator.core.gold import GoldLine
from annotator.exchange.archives import Budget
from annotator.exchange.conversion.converter import Converter

#: What a reader gives for each article of a file.
Read = GoldLine | BadInput

#: No text of an article, and no line of a file with many, may be larger, in bytes.
MOST_BYTES = 50_000_000
#: Nor any file that has to be looked at as a whole: a PDF may hold many pictures.
MOST_FILE_BYTES = 400_000_000
#: So much of a file is looked at to find what kind it is.
_HEAD_BYTES = 65_536
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read.

    Attributes:
        encoding: of texts, as a person says; None: detected.
        columns: of tables, as a person says: field (text, title, date ...) -> name of its column.
        converter: for the formats with complex parsers; without one they are refused.
        is_known: is there already an article from bytes with this sha256? It is not read again.
    """

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    converter: Converter | None = None
    is_known: Callable[[str], bool] = lambda _raw_sha256: False


#: Nothing was said: everything is found from the content.
AS_FOUND = Options()


@dataclass(frozen=True, eq=False)
class Incoming:
    """One file.

    Attributes:
        name: what people call it; of a file in an archive with the archive before it.
        opener: opens it at its beginning; called as often as it has to be read.
        beside: the file of another name in the same folder, None where there is none.
        options: how it is to be read.
        path: where it lies, None for a file in an archive.
        budget: what may still be unpacked, for a file in an archive.
    """

    name: str
    opener: Callable[[], BinaryIO]
    beside: Callable[[str], Incoming | None] = field(default=lambda _name: None)
    options: Options = AS_FOUND
    path: Path | None = None
    budget: Budget | None = None

    @classmethod
    def at(cls, path: Path, options: Options = AS_FOUND) -> Incoming:
        """The file at a path; that it is not there is said when it is read."""

        def beside(name: str) -> Incoming | None:
            other = path.with_name(name)
            return cls.at(other, options) if other.is_file() else None

        return cls(name_of(path), lambda: _opened(path), beside, options, path)

    @property
    def id(self) -> str:
        """What its article is called: its name without the archive."""
        return self.name.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending of its name with the dot, in lower case: only ever a hint."""
        return Path(self.id).suffix.lower()

    def open(self) -> BinaryIO:
        """The bytes as a stream.

        Raises:
            BadInput: it cannot be opened.
        """
        try:
            return self.opener()
        except OSError as error:
            raise self.unreadable(error) from error

    @cached_property
    def head(self) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            try:
                return stream.read(_HEAD_BYTES)
            except OSError as error:
                raise self.unreadable(error) from error

    @property
    def is_long(self) -> bool:
        """Is there more of it than its head?"""
        return len(self.head) == _HEAD_BYTES

    @cached_property
    def sha256(self) -> str:
        """Of all its bytes."""
        digest = hashlib.sha256()
        for chunk in self._chunks():
            digest.update(chunk)
        return digest.hexdigest()

    @property
    def is_known(self) -> bool:
        """Is its article there already? Not asked where a person says how it is to be read."""
        return not self.options.encoding and self.options.is_known(self.sha256)

    def read(self) -> bytes:
        """All bytes of a file that is the text of one article.

        Raises:
            BadInput: it cannot be read, or is larger than an article may be.
        """
        return b"".join(self._chunks(MOST_BYTES, "too much for one article"))

    @contextmanager
    def as_path(self) -> Iterator[Path]:
        """A path to its bytes, for those who need one; a file in an archive is unpacked for it.

        Raises:
            BadInput: it cannot be read, or is larger than a file may be.
        """
        if self.path is not None:
            try:
                size = self.path.stat().st_size
            except OSError as error:
                raise self.unreadable(error) from error
            if size > MOST_FILE_BYTES:
                raise self._too_large(MOST_FILE_BYTES, "too much to be looked at as a whole")
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
            copy = Path(folder) / "file"
            with copy.open("wb") as out:
                out.writelines(self._chunks(MOST_FILE_BYTES, "too much to be looked at as a whole"))
            yield copy

    def bad(self, what: str) -> BadInput:
        """The error about this file; ``what`` continues its name."""
        return BadInput(f"{self.name} {what}")

    def unreadable(self, error: OSError) -> BadInput:
        return self.bad(f"cannot be read: {error.strerror or error}.")

    def _chunks(self, most: int | None = None, why: str = "") -> Iterator[bytes]:
        size = 0
        with self.open() as stream:
            try:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if most is not None and size > most:
                        raise self._too_large(most, why)
                    yield chunk
            except OSError as error:
                raise self.unreadable(error) from error

    def _too_large(self, most: int, why: str) -> BadInput:
        return self.bad(f"is larger than {most // 1_000_000} MB, {why}.")


def bounded_lines(file: Incoming, encoding: str, skip: int, newline: str) -> Iterator[str]:
    """The decoded lines of a file with their ends, read one after the other.

    Args:
        skip: bytes before the first line.
        newline: as of ``open``: "\\n" ends lines only there, "" at any line end, translating none.

    Raises:
        BadInput: a line is longer than an article may be, or is not in this encoding.
    """
    with _decoded(file, encoding, skip, newline) as stream:
        number = 0
        while line := stream.readline(MOST_BYTES):
            number += 1
            if len(line) == MOST_BYTES and not line.endswith("\n"):
                raise file.bad(
                    f"was read up to line {number}, which is longer than "
                    f"{MOST_BYTES // 1_000_000} million characters."
                )
            yield line


def text_chunks(file: Incoming, encoding: str, skip: int) -> Iterator[str]:
    """The decoded text of a file, a million characters at a time.

    Raises:
        BadInput: it is not in this encoding.
    """
    with _decoded(file, encoding, skip, "") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


@contextmanager
def _decoded(file: Incoming, encoding: str, skip: int, newline: str) -> Iterator[TextIO]:
    with file.open() as raw:
        raw.read(skip)
        with io.TextIOWrapper(raw, encoding, newline=newline) as stream:
            try:
                yield stream
            except UnicodeError as error:
                raise file.bad(f"is damaged: it is not valid {encoding}.") from error
            except OSError as error:
                raise file.unreadable(error) from error


def _opened(path: Path) -> BinaryIO:
    """The file at its beginning; at a pipe one would wait, and a device has no end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise BadInput(
            f"{name_of(path)} is no plain file.",
            todo="Pipe it in: annotator import PROJECT - < PIPE",
        )
    return path.open("rb")


def name_of(path: Path) -> str:
    """A file's name as text; bytes that are no text in the system's encoding are replaced."""
    return _text(Path(path.name))


def names_of(paths: Iterable[Path]) -> dict[Path, str]:
    """The names of files, with as many of their folders as tell them apart.

    Saved pages are all called ``index.html``.
    """
    given = list(dict.fromkeys(paths))
    names = {path: name_of(path) for path in given}
    for name in (lambda path: f"{name_of(path.parent)}/{name_of(path)}", _text):
        often = Counter(names.values())
        names |= {path: name(path) for path in given if often[names[path]] > 1}
    return names


def _text(path: Path) -> str:
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
