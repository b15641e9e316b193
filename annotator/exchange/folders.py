"""Which files of the folders a person names are meant when articles are imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotator.core.backups import FOLDER_SUFFIX
from annotator.core.errors import BadInput

#: How the file that lies beside every export ends.
MANIFEST_SUFFIX = ".manifest.json"
#: How files end that lie beside exports to some formats, and hold no articles of their own.
_BESIDE = (".config.xml", ".offsets.jsonl", ".features.json")
#: The same behind the usual endings of those formats: known without the manifest too.
_USUAL = (MANIFEST_SUFFIX, ".json.config.xml", ".conll.offsets.jsonl", ".jsonl.features.json")
#: Exports that end so hold whole articles, and can be read back.
_READ_BACK = (".jsonl", ".json", ".jsonld")
#: Style and program of pages; no article is ever called so.
_OF_PAGES = (".css", ".js", ".mjs", ".map", ".woff", ".woff2")
#: What browsers call the folder with the parts of ``page.html``, in several languages.
_PAGE_FOLDER = re.compile(
    r"(.+)(?:[_-]files|\.files|[_-]Dateien|_fichiers|_archivos|_ficheiros|_bestanden|_file)"
)


def files_in(given: Iterable[Path], project: Path) -> list[Path]:
    """The files named, and those of the folders named, in order of their names.

    Hidden files and folders are left out, and so are backups, exports that are no articles and
    what lies beside exports (manifests and the like), what browsers save beside a page, and the
    project's own files, which may all lie among the articles.

    Raises:
        BadInput: nothing but the project itself is named.
    """
    given = list(given)
    if given and all(_is_of(project, path) for path in given):
        raise BadInput(
            f"{project.name} is this project itself.",
            safe="Nothing was imported.",
            todo="Name the files or folders that hold articles.",
        )
    return [path for path in _flat(given) if not _is_of(project, path)]


def _flat(given: Iterable[Path]) -> Iterator[Path]:
    for path in given:
        if _is_folder(path):
            yield from sorted(p for p in path.rglob("*") if _is_meant(p, path))
        else:
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading the file says why
        return False


def _is_meant(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    hidden = any(p.startswith(".") or p.endswith(FOLDER_SUFFIX) for p in parts)

    def exists(name: str) -> bool:
        return (folder / name).is_file()

    name = "/".join(parts)
    if hidden or is_of_export(name, exists) or is_of_page(name, exists):
        return False
    try:
        return path.is_file()
    except OSError:  # a folder that may not be entered: reading the file says so by name
        return True


def is_of_export(name: str, exists: Callable[[str], bool]) -> bool:
    """Is it a table or report that was exported, says something of one, or is open in Word?

    An export is known by the manifest beside it.

    Args:
        name, exists: as in ``is_of_page``.
    """
    if name.endswith(_USUAL) or name.rpartition("/")[2].startswith("~$"):
        return True
    for ending in _BESIDE:
        if name.endswith(ending) and exists(name.removesuffix(ending) + MANIFEST_SUFFIX):
            return True
    return not name.endswith(_READ_BACK) and exists(name + MANIFEST_SUFFIX)


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
    try:
        if path.parent.resolve() != project.parent.resolve():
            return False
    except (RuntimeError, OSError):  # a folder that is a link to itself
        return False
    ending = path.name.removeprefix(project.name)
    return ending != path.name and (
        ending in ("", "-wal", "-shm", "-journal") or ending.startswith(".before-")
    )
