"""What a project holds, counted: charts whose every bar leads to its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annotator.core.filters import ArticleFilter

ChartName = Literal["inspectorates", "values", "services", "months", "labels", "confidence"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items share something.

    Attributes:
        key: what they share, as the project file keeps it; "" where it is not known.
        decided: how many of them a person stands behind (for confidence: how many suggestions
            were right).
        total: how many there are, open ones too (for confidence: how many were decided).
    """

    key: str
    decided: int
    total: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        wanted: the filter that shows its articles, None where there is none.
    """

    name: str
    decided: int
    total: int
    wanted: ArticleFilter | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading; ``note`` says what the strong and the faint part are."""

    title: str
    note: str
    bars: tuple[Bar, ...]
