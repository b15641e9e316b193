"""Office files are zip archives of XML: looked over before a parser unpacks them."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from annotator.core.errors import BadInput
from annotator.exchange.archives import Budget, checked_files, opened

_BOMB_WORDS = (b"<!DOCTYPE", b"<!ENTITY")


def check_package(path: Path, needed: str) -> None:
    """Refuse what would unpack without end, and XML that defines entities.

    Args:
        needed: the part that makes it this kind of file.

    Raises:
        BadInput: it is refused; the sentence continues the file's name.
    """
    try:
        with path.open("rb") as stream, opened(stream) as archive:
            if needed not in archive.namelist():
                raise BadInput("lacks its main part.")
            for info in checked_files(archive, path.stat().st_size, Budget()):
                if info.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, info.filename)
    except BadZipFile as error:
        raise BadInput("is damaged: its parts cannot be unpacked.") from error


def _check_xml(archive: ZipFile, name: str) -> None:
    with archive.open(name) as part:
        head = part.read(4096)
    if any(word in head for word in _BOMB_WORDS):
        raise BadInput("defines XML entities, which no Office program does; it is not read.")
