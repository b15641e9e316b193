"""What the session tells about a change or an import, for the panels and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.core.decisions import Edit

Outcome = Literal["added", "same", "appearance", "failed"]
ImportAs = Literal["suggestions", "gold"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change touched; each panel looks whether it is meant.

    Attributes:
        document_id: the article; None where several or all are meant.
        items: ids of its spans and ratings that were added, changed or removed.
        article: its status, flag, note or details changed.
        articles: articles were added, so lists must be read again.
        edit: the gesture behind it, None for what the machine or an import did.
        elsewhere: further articles that the same gesture changed.
        labels: the project's labels changed.
    """

    document_id: str | None = None
    items: frozenset[str] = frozenset()
    article: bool = False
    articles: bool = False
    edit: Edit | None = None
    elsewhere: tuple[str, ...] = ()
    labels: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one article of a file; ``detail`` says more in words.

    Attributes:
        is_near_copy: much of its text stands in an article that was there already.
    """

    name: str
    outcome: Outcome
    document_id: str | None = None
    detail: str = ""
    is_near_copy: bool = False
