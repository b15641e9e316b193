"""Zip archives that may be hostile: what is looked at before anything is unpacked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from annotator.core.errors import BadInput

#: The list of a hostile archive's files may be larger than all of them.
_MOST_LIST = 4_000_000
#: Texts shrink to a tenth, XML to a thirtieth; only what is made to burst shrinks further.
_MOST_RATIO = 200
_HARMLESS = 10_000_000


@dataclass(slots=True)
class Budget:
    """What an archive may still unpack, the archives in it included.

    Attributes:
        files: how many.
        size: bytes of all together, once they are unpacked.
        depth: how deep an archive may lie in it.
    """

    files: int = 20_000
    size: int = 4_000_000_000
    depth: int = 2


class _Careful:
    """A file that is never asked for more than ``_MOST_LIST`` bytes at once.

    ``ZipFile`` reads the whole list of files in one go, before anybody could look at its size.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MOST_LIST:
            raise BadZipFile("its list of files is too long")
        return self._stream.read(size if size >= 0 else _MOST_LIST)


def opened(stream: BinaryIO) -> ZipFile:
    """The archive in a stream.

    Raises:
        BadZipFile: it is damaged, or its list of files is too long.
    """
    try:
        return ZipFile(cast(BinaryIO, _Careful(stream)))
    except (ValueError, NotImplementedError, OverflowError, OSError) as error:
        raise BadZipFile(str(error)) from error


def checked_files(archive: ZipFile, size: int, budget: Budget) -> list[ZipInfo]:
    """The files of an archive that will not burst; they are taken from the budget.

    Args:
        size: of the archive itself, in bytes.

    Raises:
        BadInput: its sentence continues the archive's name.
    """
    files = [info for info in archive.infolist() if not info.is_dir()]
    if any(info.flag_bits & 1 for info in files):
        raise BadInput("is protected with a password; unpack it first.")
    if any(info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for info in files):
        raise BadInput("is packed in a way that is not read here; unpack it first.")
    unpacked = sum(info.file_size for info in files)
    if unpacked > max(_HARMLESS, _MOST_RATIO * size):
        raise BadInput("is made to burst: it would unpack to much more than it is. It is not read.")
    budget.files -= len(files)
    budget.size -= unpacked
    if budget.files < 0:
        raise BadInput("holds too many files; unpack it and import the folder.")
    if budget.size < 0:
        raise BadInput("would unpack to more than 4 GB; unpack it and import the folder.")
    return files


def names_in(path: Path) -> set[str]:
    """The names of the files in an archive.

    Raises:
        BadZipFile, OSError: it is none, or cannot be read.
    """
    with path.open("rb") as stream, opened(stream) as archive:
        return set(archive.namelist())
