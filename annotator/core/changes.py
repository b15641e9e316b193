"""What the session tells about a change or an import, for the panels and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotator.core.decisions import Edit

if TYPE_CHECKING:
    from annotator.core.brought import Brought

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
class Reading:
    """How a person wants files to be read.

    Attributes:
        encoding: of texts; None: detected.
        columns: of tables: field (text, title, date ...) -> name of its column.
        is_cancelled: asked between articles, and all the time while a file is read that takes long.
        on_file: told the number, from 0, and the name of each file before it is read.
    """

    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    is_cancelled: Callable[[], bool] = lambda: False
    on_file: Callable[[int, str], object] = lambda _number, _name: None


AS_FOUND = Reading()


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """What a person has to say of a table before it can be read.

    Attributes:
        path: of the file; of the archive that it lies in.
        header: the names of its columns.
        rows: some of its rows.
        guess: field (text, title ...) -> name of the column that is likely meant.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: dict[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one article of a file; ``detail`` says more in words.

    Attributes:
        is_near_copy: much of its text stands in an article that was there already.
        question: set where the file failed only because its columns are not clear.
        brought: what came along from another tool, None where nothing did.
    """

    name: str
    outcome: Outcome
    document_id: str | None = None
    detail: str = ""
    is_near_copy: bool = False
    question: TableQuestion | None = None
    brought: Brought | None = None
