"""The files of an export: written beside their targets, and renamed only when all are whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from annotator.core.errors import KnownError
from annotator.exchange.folders import MANIFEST_SUFFIX

_DATABASE = b"SQLite format 3\x00"
#: How gold, a manifest and an evaluation begin: files that may be written anew.
_OURS = re.compile(rb'\s*\{\s*"(schema"\s*:\s*"annotator-|articles"\s*:)')
_ENOUGH = 200  # bytes of a file that tell what it is


def manifest_path(out: Path) -> Path:
    """Where the manifest of an export lies."""
    return out.with_name(out.name + MANIFEST_SUFFIX)


@dataclass(slots=True)
class _Begun:
    """A file or folder under its temporary name."""

    target: Path
    temporary: Path
    file: IO[bytes] | None


class Files:
    """What one export writes: one file, with further ones beside it, or one folder.

    A writer opens what it needs and writes; ``replacing`` closes, flushes and renames. Files may
    be read back and sought in (``w+b``).
    """

    def __init__(self, out: Path) -> None:
        if not out.name:  # as in "." or "/"
            raise KnownError(f"{out} is a folder.", todo="Choose another name.")
        self.out = out
        self._former = _former(out)
        self._begun: dict[str, _Begun] = {}

    def main(self) -> IO[bytes]:
        """The file with the name that was asked for."""
        return self._open(self.out)

    def beside(self, suffix: str) -> IO[bytes]:
        """A further file: ``OUT`` and ``suffix``, such as ``gold.conll`` and ``.offsets.jsonl``."""
        return self._open(self.out.with_name(self.out.name + suffix))

    def folder(self) -> Path:
        """An empty folder that becomes ``OUT``; flat files may be put into it."""
        target = _target(self.out)
        _check_target(target, self._former.get(self.out.name), folder=True)
        try:
            made = tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
            Path(made).chmod(_usual_mode(target, 0o777))
        except OSError as error:
            raise _not_written(target, error) from error
        self._begun[self.out.name] = _Begun(target, Path(made), None)
        return Path(made)

    def finish(self) -> None:
        """Put all that was written so far safely on the disk."""
        for begun in self._begun.values():
            _finish(begun)

    def sums(self) -> dict[str, str]:
        """The sha256 by name of what is finished; a folder's is of what ``sha256sum *`` says."""
        return {name: sha256_of(begun.temporary) for name, begun in self._begun.items()}

    def commit(self, named: list[str]) -> None:
        """Give everything its name, which is noted in ``named``; what lay there before goes."""
        for begun in self._begun.values():
            try:
                if begun.temporary.is_dir() and begun.target.exists():
                    _swap_folders(begun)
                else:
                    begun.temporary.replace(begun.target)
            except OSError as error:  # on Windows another program may have just this one open
                raise _not_written(begun.target, error, named) from error
            named.append(begun.target.name)

    def drop(self) -> None:
        """Leave no trace; what lay there before stays."""
        for begun in self._begun.values():
            with suppress(OSError):  # what is left is a hidden .part file; the error counts
                if begun.file is not None:
                    begun.file.close()
            if begun.temporary.is_dir():
                shutil.rmtree(begun.temporary, ignore_errors=True)
            with suppress(OSError):
                begun.temporary.unlink()

    def _open(self, path: Path) -> IO[bytes]:
        target = _target(path)
        _check_target(target, self._former.get(path.name))
        try:
            handle, name = tempfile.mkstemp(
                dir=target.parent, prefix=f".{target.name}.", suffix=".part"
            )
        except OSError as error:
            raise _not_written(target, error) from error
        file = os.fdopen(handle, "w+b")
        self._begun[path.name] = _Begun(target, Path(name), file)
        return file


@contextmanager
def replacing(outs: Sequence[Path]) -> Iterator[list[Files]]:
    """Files for these targets; in the end all take their names, or after an error none does.

    Raises:
        KnownError: one of them cannot be written, or is there and was made by no export.
    """
    made = [Files(out) for out in outs]
    try:
        yield made
        for files in made:
            files.finish()  # a full disk is to show before the first takes its name
        named: list[str] = []
        for files in made:
            files.commit(named)
    except OSError as error:
        raise _not_written(outs[0], error) from error
    finally:
        for files in made:
            files.drop()


def write_bytes(out: Path, data: bytes) -> None:
    """Write a whole file, or leave the former one.

    Raises:
        KnownError: it cannot be written.
    """
    with replacing([out]) as (files,):
        files.main().write(data)


def sha256_of(path: Path) -> str:
    """The sha256 of a file, or of the list of a folder's files with theirs."""
    if path.is_dir():
        files = sorted(path.iterdir(), key=lambda file: file.name)
        said = "".join(f"{sha256_of(file)}  {file.name}\n" for file in files)
        return hashlib.sha256(said.encode("utf-8")).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finish(begun: _Begun) -> None:
    """Flush what was begun, and give it the usual permissions."""
    if begun.file is not None and not begun.file.closed:
        begun.file.flush()
        os.fsync(begun.file.fileno())
        begun.file.close()
        begun.temporary.chmod(_usual_mode(begun.target, 0o666))
    elif begun.file is None:
        for file in begun.temporary.iterdir():
            with file.open("r+b") as opened:  # Windows flushes no file that is only read
                os.fsync(opened.fileno())


def _swap_folders(begun: _Begun) -> None:
    """Put a folder in the place of a former one, which is taken away last."""
    former = begun.temporary.with_suffix(".former")
    begun.target.rename(former)
    try:
        begun.temporary.rename(begun.target)
    except OSError:
        former.rename(begun.target)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _former(out: Path) -> dict[str, str]:
    """The sha256 by name of what the last export to ``out`` wrote, from its manifest."""
    try:
        said = json.loads(manifest_path(out).read_bytes())
        named = {said["file"]: said["sha256"], **said.get("beside", {})}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {name: sha for name, sha in named.items() if isinstance(sha, str)}


def _usual_mode(target: Path, usual: int) -> int:
    """The permissions the target has, or those that a plain new one gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return usual & ~mask


def _target(path: Path) -> Path:
    """What is written: a link stays one.

    Raises:
        KnownError: it is a link to itself.
    """
    try:
        return path.resolve()
    except (RuntimeError, OSError) as error:
        raise KnownError(
            f"{path.name} leads nowhere: it is a link to itself.", todo="Choose another name."
        ) from error


def _check_target(target: Path, former: str | None, *, folder: bool = False) -> None:
    """Never write over a device, a project, or anything that no export made.

    Args:
        former: sha256 of what an export left there; None where none did.
        folder: a folder is to be written.
    """
    try:
        if not target.exists():
            return
        what = _reason_to_keep(target, former, folder)
    except OSError as error:
        raise _not_written(target, error) from error
    if what:
        todo = "Choose another name for the export."
        raise KnownError(f"{target.name} {what}.", safe="It was not changed.", todo=todo)


def _reason_to_keep(target: Path, former: str | None, folder: bool) -> str:
    if not target.is_file() and not (folder and target.is_dir()):
        return "is a folder" if target.is_dir() else "is no plain file"
    if target.is_dir():
        begin = b"" if not any(target.iterdir()) else b"a file"
    else:
        with target.open("rb") as file:
            begin = file.read(_ENOUGH)
        if folder and begin:
            return "is a file, and a folder is to be written"
    if begin.startswith(_DATABASE):
        return "is a project or another database"
    if not begin.strip() or _OURS.match(begin):
        return ""
    if former is None:
        return "is there already, and it is no export of this program"
    return "" if _is(target, former) else "was changed after it was exported"


def _is(target: Path, sha256: str) -> bool:
    if target.is_dir() and any(not path.is_file() for path in target.iterdir()):
        return False
    return sha256_of(target) == sha256


def _not_written(target: Path, error: OSError, named: Sequence[str] = ()) -> KnownError:
    """``named``: what had taken its name before this went wrong."""
    new = f"Only {', '.join(named)} is of this export; what else there was is unchanged."
    if not target.parent.is_dir():
        return KnownError(
            f"There is no folder {target.parent}, so {target.name} could not be written.",
            todo="Make the folder, or choose another one.",
        )
    if isinstance(error, PermissionError) and os.name != "nt":  # there it may be open elsewhere
        return KnownError(
            f"Nothing may be written in {target.parent}, so {target.name} was not.",
            safe=new if named else "A former export is unchanged.",
            todo="Choose another folder, or have writing allowed in this one.",
        )
    return KnownError(
        f"{target.name} could not be written: {error.strerror or error}.",
        safe=new if named else "A former export is unchanged.",
        todo="Check that no other program has it open, the folder and the free space.",
    )
