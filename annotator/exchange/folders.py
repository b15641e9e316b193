"""Which files of the folders a person names are meant when articles are imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.core.backups import FOLDER_SUFFIX

#: How the file that lies beside every export ends.
MANIFEST_SUFFIX = ".manifest.json"
#: How files end that lie beside exports to some formats, and hold no articles of their own.
_BESIDE = (MANIFEST_SUFFIX, ".json.config.xml", ".conll.offsets.jsonl", ".jsonl.features.json")


def files_in(given: Iterable[Path], project: Path) -> list[Path]:
    """The files named, and those of the folders named, in order of their names.

    Hidden files and folders are left out, and so are backups, what lies beside exports (manifests
    and the like) and the project's own files, which may all lie among the articles.
    """
    return [path for path in _flat(given) if not _is_of(project, path)]


def _flat(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if _is_meant(p, path))
        else:
            yield path


def _is_meant(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    hidden = any(p.startswith(".") or p.endswith(FOLDER_SUFFIX) for p in parts)
    if hidden or is_beside(path.name):
        return False
    try:
        return path.is_file()
    except OSError:  # a folder that may not be entered: reading the file says so by name
        return True


def is_beside(name: str) -> bool:
    """Is it the name of a file that only says something of an export?"""
    return name.endswith(_BESIDE)


def _is_of(project: Path, path: Path) -> bool:
    """The project itself, its journal, and the copies that an older program made of it."""
    if path.parent.resolve() != project.parent.resolve():
        return False
    ending = path.name.removeprefix(project.name)
    return ending != path.name and (
        ending in ("", "-wal", "-shm", "-journal") or ending.startswith(".before-")
    )
