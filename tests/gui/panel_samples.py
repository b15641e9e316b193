"""A small article with spans and ratings, made up for the tests of the panels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.documents import Document, PartialDate
from annotator.core.ratings import Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span

TEXT = (
    "Two units, two verdicts\n\n"
    "Brackmoor Probation Unit was rated inadequate by HM Inspectorate of Probation, while its "
    "neighbour Saltby Probation Unit was found to require improvement after a visit that lasted "
    "for the whole of a wet and windy week in March.\n\n"
    "Inspector Maud Tarrant called the plans at Brackmoor Probation Unit “a muddle 🙂 of boxes”."
)

FOURTEENTH = PartialDate("2026-03-14", "day")


@dataclass(frozen=True)
class FakeRow:
    """A row of the article list."""

    id: str
    title: str = "A home told to do better after a surprise visit"
    outlet: str | None = "Wire copy"
    published: PartialDate = FOURTEENTH
    status: str = "in_progress"
    flag: bool = False
    aside: bool = False
    unread: bool = False
    open: int = 3
    decided: int = 1


class Outside(QWidget):
    """Stands for the window: keeps the keys that bubble up to it."""

    def __init__(self, inside: QWidget, width: int, height: int) -> None:
        super().__init__()
        self.keys: list[int] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        self.resize(width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


def span(span_id: str, words: str, label: str, state: str = "suggested", nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(span_id, start, start + len(words), words, label, state=state)


def sentence(first: str, last: str) -> Mention:
    start = TEXT.index(first)
    return Mention.at(TEXT, start, TEXT.index(last, start) + len(last))


BRACKMOOR = span("s1", "Brackmoor Probation Unit", "SERVICE", "confirmed")
INADEQUATE = span("s2", "inadequate", "RATING")
BODY = span("s3", "HM Inspectorate of Probation", "INSPECTORATE")
SALTBY = span("s4", "Saltby Probation Unit", "SERVICE")
IMPROVE = span("s5", "require improvement", "RATING")
MAUD = span("s6", "Maud Tarrant", "PERSON")
AGAIN = span("s7", "Brackmoor Probation Unit", "SERVICE", nth=1)
MUDDLE = span("s8", "a muddle 🙂 of boxes", "RATING")
SPANS = (BRACKMOOR, INADEQUATE, BODY, SALTBY, IMPROVE, MAUD, AGAIN, MUDDLE)

FIRST = Rating(
    "r1",
    Mention.of(BRACKMOOR),
    Mention.of(INADEQUATE),
    sentence("Brackmoor", "in March."),
    scale="hmi_probation4@1",
    value_norm="inadequate",
    rank=1,
    rating_body=Mention.of(BODY),
    rating_body_id="hmi-probation",
    state="confirmed",
)
SECOND = replace(
    FIRST,
    id="r2",
    subject=Mention.of(SALTBY),
    value=Mention.of(IMPROVE),
    value_norm="requires_improvement",
    rank=2,
    change="down",
    state="suggested",
)
THIRD = Rating(
    "r3",
    None,
    Mention.of(MUDDLE),
    sentence("Inspector Maud", "boxes”."),
    category=("planning",),
    polarity="negative",
    speaker=Mention.of(MAUD),
)
SCORES = {"r2": 0.88, "r3": 0.713, "s3": 0.94}


def sample_review(*extra: Span | Rating) -> Review:
    """The article with eight spans and three ratings, the first of which is decided."""
    return Review(Document("a1", TEXT, "Two units"), [*SPANS, FIRST, SECOND, THIRD, *extra])
