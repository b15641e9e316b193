"""Which files of the folders a person names are meant when articles are imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotator.core.backups import FOLDER_SUFFIX

#: How the file that lies beside every export ends.
MANIFEST_SUFFIX = ".manifest.json"
#: How files end that lie beside exports to some formats, and hold no articles of their own.
_BESIDE = (MANIFEST_SUFFIX, ".json.config.xml", ".conll.offsets.jsonl", ".jsonl.features.json")
#: Style and program of pages; no article is ever called so.
_OF_PAGES = (".css", ".js", ".mjs", ".map", ".woff", ".woff2")
#: What browsers call the folder with the parts of ``page.html``, in several languages.
_PAGE_FOLDER = re.compile(
    r"(.+)(?:[_-]files|\.files|[_-]Dateien|_fichiers|_archivos|_ficheiros|_bestanden|_file)"
)


def files_in(given: Iterable[Path], project: Path) -> list[Path]:
    """The files named, and those of the folders named, in order of their names.

    Hidden files and folders are left out, and so are backups, what lies beside exports (manifests
    and the like), what browsers save beside a page, and the project's own files, which may all lie
    among the articles.
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
    if is_of_page("/".join(parts), lambda name: (folder / name).is_file()):
        return False
    try:
        return path.is_file()
    except OSError:  # a folder that may not be entered: reading the file says so by name
        return True


def is_beside(name: str) -> bool:
    """Is it the name of a file that only says something of an export, or that Word has open?"""
    return name.endswith(_BESIDE) or name.rpartition("/")[2].startswith("~$")


def is_of_page(name: str, exists: Callable[[str], bool]) -> bool:
    """Was the file saved by a browser as a part of a page that lies beside its folder?

    Args:
        name: of the file with its folders, ``/`` between them.
        exists: is there a file of such a name?
    """
    if name.lower().endswith(_OF_PAGES):
        return True
    folder = name.rpartition("/")[0]
    while folder:
        match = _PAGE_FOLDER.fullmatch(folder)
        if match and any(exists(match[1] + ending) for ending in (".html", ".htm")):
            return True
        folder = folder.rpartition("/")[0]
    return False


def _is_of(project: Path, path: Path) -> bool:
    """The project itself, its journal, and the copies that an older program made of it."""
    if path.parent.resolve() != project.parent.resolve():
        return False
    ending = path.name.removeprefix(project.name)
    return ending != path.name and (
        ending in ("", "-wal", "-shm", "-journal") or ending.startswith(".before-")
    )
