"""An open project for the length of a command, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import paths
from annotator import settings as settings_file
from annotator.commands.saying import complain
from annotator.core.errors import ProjectError

if TYPE_CHECKING:
    from annotator.session import Session


def analyst_name() -> str:
    """Who decides, by the settings."""
    return settings_file.load(paths.settings_file())[0].analyst_name


def need_project(path: Path) -> None:
    """Where only its backups were asked for.

    Raises:
        ProjectError: there is no such file.
    """
    if not paths.is_there(path):
        raise ProjectError(f"There is no project at {path}.", todo="Check the name.")


class opened:
    """An open project for the length of a command."""

    def __init__(self, path: Path, *, create: bool = False, scales: Sequence[Path] = ()) -> None:
        from annotator.session import Session, surroundings

        self._session = Session(path, create=create, analyst=analyst_name(), scales=scales)
        complain(self._session.complaints)
        complain(filter(None, [surroundings.warning(path)]) if create else ())
        read_only = self._session.safety.read_only
        if read_only is not None:
            complain([str(read_only)])

    def __enter__(self) -> Session:
        return self._session

    def __exit__(self, *error: object) -> None:
        self._session.close()
