"""The one module that knows where a person's files lie, and how this program starts itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from annotator.core.errors import KnownError

#: Overrides every folder below: for tests, for a portable stick, for a second identity.
DATA_DIR_VARIABLE = "ANNOTATOR_DATA_DIR"

PROJECT_SUFFIX = ".annotator"


def data_dir() -> Path:
    """Where the sample project and what belongs to no project lie; made private when first needed.

    Raises:
        KnownError: the folder that somebody named cannot be made.
    """
    given = os.environ.get(DATA_DIR_VARIABLE)
    folder = Path(given) if given else _folder("user_data_path")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, ValueError) as error:  # ValueError: no file can be called so
        if given:
            raise _unusable(given, error) from error
        # Nobody asked for it: what must be written there says so, reading goes on without.
    return folder


def is_there(path: Path) -> bool:
    """Is there such a file or folder? No name is too long or too strange to be asked for."""
    return _answer(path.exists)


def is_file(path: Path) -> bool:
    """Is there such a plain file? No name is too long or too strange to be asked for."""
    return _answer(path.is_file)


def settings_file() -> Path:
    """Where settings are kept; it may be missing."""
    if os.environ.get(DATA_DIR_VARIABLE):
        return data_dir() / "settings.json"
    return _folder("user_config_path") / "settings.json"


def _folder(kind: Literal["user_data_path", "user_config_path"]) -> Path:
    import platformdirs  # not where the folder is given

    found: Path = getattr(platformdirs, kind)("annotator", appauthor=False)
    return found


def documents_dir() -> Path:
    """Where a person's first project is offered: a folder that file managers show."""
    if os.environ.get(DATA_DIR_VARIABLE):
        return data_dir()
    import platformdirs  # not where the folder is given

    documents = platformdirs.user_documents_path()
    return documents if _answer(documents.is_dir) else data_dir()


def log_file() -> Path:
    """What the program did, and reports of its bugs (annotator/logs.py); it may be missing."""
    return data_dir() / "logs" / "annotator.log"


def sample_project() -> Path:
    """The sample project's own file, made at the first start."""
    return data_dir() / f"Sample{PROJECT_SUFFIX}"


def scale_folders(project: Path | None = None) -> list[Path]:
    """Where a person's own scales, inspectorates and word lists may lie; they may be missing.

    ``scales/`` among the person's files serves every project, ``news.scales/`` beside
    ``news.annotator`` that one only.
    """
    own = [data_dir() / "scales"]
    return own if project is None else [*own, project.with_suffix(".scales")]


def worker_command(folders: Sequence[Path], *, second_opinion: bool = False) -> list[str]:
    """The command line of an extraction worker that knows these folders' scales and words."""
    options = ["--second-opinion"] if second_opinion else []
    for folder in folders:
        options += ["--scales", str(folder)] if folder.is_dir() else []
    return own_command("worker", *options)


def own_command(*arguments: str) -> list[str]:
    """The command line that starts this program again, from source or from a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P: what happens to lie in the folder where the program was started is not imported.
    return [sys.executable, "-P", "-m", "annotator", *arguments]


def _answer(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):
        return False


def _unusable(folder: str, error: OSError | ValueError) -> KnownError:
    why = error.strerror if isinstance(error, OSError) else "no folder can be called so"
    return KnownError(
        f"The data folder {folder} cannot be used: {why}.",
        todo=f"Name another one with --data-dir, or in {DATA_DIR_VARIABLE}.",
    )
