"""The projects that were open on this computer, as the settings keep them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.paths import is_file

_MOST = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A project as it was when it was last open here.

    Attributes:
        at: the day, ISO 8601.
    """

    path: Path
    articles: int = 0
    complete: int = 0
    at: str = ""

    @property
    def is_there(self) -> bool:
        """Does the file still exist?"""
        return is_file(self.path)

    def to_dict(self) -> dict[str, Any]:
        counts = {"articles": self.articles, "complete": self.complete}
        return {"path": str(self.path), **counts, "at": self.at}


def recent_projects(stored: Iterable[dict[str, Any]]) -> list[Recent]:
    """Those of the settings that can be understood, the last one first."""
    found = []
    for data in stored:
        path, at = data.get("path"), data.get("at")
        counts = [data.get("articles"), data.get("complete")]
        if isinstance(path, str) and path:
            articles, complete = (n if type(n) is int and n >= 0 else 0 for n in counts)
            day = at if isinstance(at, str) else ""
            found.append(Recent(Path(path), articles, complete, day))
    return found


def with_project(stored: Sequence[dict[str, Any]], project: Recent) -> list[dict[str, Any]]:
    """The list with a project in front."""
    return [project.to_dict(), *without(stored, project.path)][:_MOST]


def without(stored: Sequence[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    """The list without a project; its file is not touched."""
    return [data for data in stored if data.get("path") != str(path)]
