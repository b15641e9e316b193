"""The one module that knows where a person's files lie, and how this program starts itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

#: Overrides every folder below: for tests, for a portable stick, for a second identity.
DATA_DIR_VARIABLE = "ANNOTATOR_DATA_DIR"

PROJECT_SUFFIX = ".annotator"


def data_dir() -> Path:
    """Where the sample project and new projects lie; made private when first needed."""
    given = os.environ.get(DATA_DIR_VARIABLE)
    folder = Path(given) if given else platformdirs.user_data_path("annotator", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def settings_file() -> Path:
    """Where settings are kept; it may be missing."""
    if os.environ.get(DATA_DIR_VARIABLE):
        return data_dir() / "settings.json"
    return platformdirs.user_config_path("annotator", appauthor=False) / "settings.json"


def sample_project() -> Path:
    """The sample project's own file, made at the first start."""
    return data_dir() / f"Sample{PROJECT_SUFFIX}"


def own_command(*arguments: str) -> list[str]:
    """The command line that starts this program again, from source or from a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "annotator", *arguments]
