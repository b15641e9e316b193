"""Writing gold: every line through the gate, into a temporary file, which then takes the name."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from annotator.core.errors import KnownError
from annotator.core.gold import GoldLine
from annotator.core.scales import ScaleRegistry
from annotator.exchange import gate, gold_jsonl
from annotator.exchange.folders import MANIFEST_SUFFIX

_DATABASE = b"SQLite format 3\x00"
#: How gold, a manifest and an evaluation begin: files that may be written anew.
_OURS = re.compile(rb'\s*\{\s*"(schema"\s*:\s*"annotator-|articles"\s*:)')
_ENOUGH = 200  # bytes of a file that tell what it is
MANIFEST_SCHEMA = "annotator-manifest/1"


def manifest_path(out: Path) -> Path:
    """Where the manifest of an export lies."""
    return out.with_name(out.name + MANIFEST_SUFFIX)


def export_gold(
    lines: Iterable[GoldLine],
    out: Path,
    scales: ScaleRegistry,
    *,
    log: bool = True,
    log_head: str | None = None,
) -> dict[str, Any]:
    """Write gold lines and their manifest; returns the manifest.

    Args:
        log: with suggestions and decisions.
        log_head: hash of the project's decision log, for the manifest.

    Raises:
        KnownError: a line did not pass the gate (names article and row), or the file could not
            be written. A former export stays as it was.
    """
    counts: dict[str, Counter[str]] = {key: Counter() for key in ("status", "label", "state")}
    counts["scale"] = Counter()
    digest = hashlib.sha256()
    articles = 0
    with _replacing(out) as file, _replacing(manifest_path(out)) as beside:
        for line in lines:
            gate.check(line, scales)
            data = (gold_jsonl.to_json(line, log=log) + "\n").encode("utf-8")
            file.write(data)
            digest.update(data)
            articles += 1
            _count(counts, line)
        _keep_former(out, articles)
        file.flush()  # a full disk is to show before the manifest takes its name
        os.fsync(file.fileno())
        manifest = _manifest(out.name, articles, counts)
        manifest |= {"sha256": digest.hexdigest(), "log_head": log_head if log else None}
        beside.write((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return manifest


def _manifest(name: str, articles: int, counts: dict[str, Counter[str]]) -> dict[str, Any]:
    tables = {key: dict(sorted(counts[key].items())) for key in ("status", "label", "scale")}
    states = dict(sorted(counts["state"].items()))
    return {
        "schema": MANIFEST_SCHEMA,
        "file": name,
        "articles": articles,
        **tables,
        "state": states,
    }


def write_lines(lines: Iterable[GoldLine], out: Path, scales: ScaleRegistry) -> int:
    """Write gold lines without a manifest, as predictions are; returns how many.

    Raises:
        KnownError: as ``export_gold``.
    """
    written = 0
    with _replacing(out) as file:
        for line in lines:
            gate.check(line, scales)
            file.write((gold_jsonl.to_json(line) + "\n").encode("utf-8"))
            written += 1
    return written


def write_bytes(out: Path, data: bytes) -> None:
    """Write a whole file, or leave the former one.

    Raises:
        KnownError: it cannot be written.
    """
    with _replacing(out) as file:
        file.write(data)


def _count(counts: dict[str, Counter[str]], line: GoldLine) -> None:
    counts["status"][line.state.status] += 1
    counts["label"].update(span.label for span in line.spans)
    counts["scale"].update(rating.scale for rating in line.ratings)
    counts["state"].update(span.state for span in line.spans)
    counts["state"].update(rating.state for rating in line.ratings)


class _replacing:
    """A file written beside its target, flushed to the disk, and renamed only when whole."""

    def __init__(self, target: Path) -> None:
        self._target = target.resolve()  # a link stays one; what it points to is written

    def __enter__(self) -> IO[bytes]:
        _check_target(self._target)
        try:
            handle, name = tempfile.mkstemp(
                dir=self._target.parent, prefix=f".{self._target.name}.", suffix=".part"
            )
        except OSError as error:
            raise _not_written(self._target, error) from error
        self._temporary = Path(name)
        self._file = os.fdopen(handle, "wb")
        return self._file

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if error is None:
                self._file.flush()
                os.fsync(self._file.fileno())
            self._file.close()
            if error is None:
                self._temporary.chmod(_usual_mode(self._target))
                self._temporary.replace(self._target)
        except OSError as failure:
            self._drop()
            raise _not_written(self._target, failure) from failure
        if error is not None:
            self._drop()
            if isinstance(error, OSError):
                raise _not_written(self._target, error) from error

    def _drop(self) -> None:
        with suppress(OSError):  # what is left is a hidden .part file; the error counts
            self._file.close()
            self._temporary.unlink()


def _keep_former(out: Path, articles: int) -> None:
    """An export of nothing must not take the place of one that holds something."""
    if not articles and out.exists() and out.stat().st_size:
        raise KnownError(
            "There is nothing to export: no article is complete yet.",
            safe="The former export is unchanged.",
            todo="Complete an article, or use --all.",
        )


def _usual_mode(target: Path) -> int:
    """The permissions the target has, or those that a plain new file gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def _check_target(target: Path) -> None:
    """Never write over a folder, a device, a project, or a file that no export made."""
    try:
        if not target.exists():
            return
        if not target.is_file():
            kind = "a folder" if target.is_dir() else "no plain file"
            raise KnownError(f"{target.name} is {kind}.", todo="Choose another name.")
        with target.open("rb") as file:
            begin = file.read(_ENOUGH)
    except OSError as error:
        raise _not_written(target, error) from error
    if begin.startswith(_DATABASE):
        what = f"{target.name} is a project or another database."
    elif begin.strip() and not _OURS.match(begin):
        what = f"{target.name} is there already, and it is no export of this program."
    else:
        return
    raise KnownError(what, safe="It was not changed.", todo="Choose another name for the export.")


def _not_written(target: Path, error: OSError) -> KnownError:
    return KnownError(
        f"{target.name} could not be written: {error.strerror or error}.",
        safe="A former export is unchanged.",
        todo="Check the folder and the free space.",
    )
