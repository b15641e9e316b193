"""Pictures of the real window against those in ``snapshots/``: both themes, 100 % and 200 %.

A pixel differs where a colour is off by more than ``STEP`` of 255; more than the share ``MOST`` of
them may not. What differs is written beside, as ``NAME.actual.png``. ``make snapshots`` takes all
anew. Fonts and FreeType come as packages, so that every Linux draws the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core import edits
from annotator.core.ratings import Rating
from annotator.core.spans import Mention, Span
from annotator.session import Session
from annotator.settings import Settings
from tests import samples
from tests.e2e.conftest import Analyst

FOLDER = Path(__file__).with_name("snapshots")
RENEW = os.environ.get("ANNOTATOR_SNAPSHOTS") == "renew"
STEP, MOST = 12, 0.001
SIZE = {100: (1280, 800), 200: (1680, 1050)}

TEXT = (
    "Harbour clinic rated inadequate for a second time\n\n"
    "The Old Stennet Harbour Clinic in Marrow County was rated inadequate by the Dockside Board "
    "in May 2024, Warden Ilse Brandreth said. “Two in five files held no plan”, she said.\n\n"
    "A second visit will follow before the winter, the Dockside Board said. The Marrow Bank Unit "
    "was good."
)
#: Words, label, which of their places: three deep, the same place three times, and crossing.
WORDS = (
    ("Old Stennet Harbour Clinic in Marrow County", "ORG", 0),
    ("Old Stennet Harbour Clinic", "SERVICE", 0),
    ("Old Stennet", "GPE", 0),
    ("inadequate", "RATING", 1),
    ("Dockside Board", "INSPECTORATE", 0),
    ("May 2024", "DATE", 0),
    ("Warden", "ROLE", 0),
    ("Ilse Brandreth", "PERSON", 0),
    ("Two in five files", "COUNT", 0),
    ("Dockside Board", "INSPECTORATE", 1),
    ("Dockside Board", "ORG", 1),
    ("Dockside Board", "SERVICE", 1),
    ("winter, the Dockside", "LOC", 0),
    ("Marrow Bank Unit", "SERVICE", 0),
    ("good", "RATING", 0),
)
Sit = Callable[..., Analyst]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems draw text in their own way"
)


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """No blinking cursor; afterwards the look of the other tests."""
    font, colours, blink = qapp.font(), qapp.palette(), qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(blink)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(colours)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A project with one article in which some is decided."""
    path = tmp_path / "clinics.annotator"
    spans = [_span(f"s{n}", *found) for n, found in enumerate(WORDS, 1)]
    by_id = {span.id: span for span in spans}
    rating = Rating(
        "r1",
        subject=Mention.of(by_id["s2"]),
        value=Mention.of(by_id["s4"]),
        evidence=Mention.at(TEXT, TEXT.index("The Old"), TEXT.index(" “Two")),
        rating_body=Mention.of(by_id["s5"]),
        speaker=Mention.of(by_id["s8"]),
        scale="free",
        value_norm="free",
        polarity="negative",
    )
    other = replace(
        rating, id="r2", subject=Mention.of(by_id["s14"]), value=Mention.of(by_id["s15"]),
        evidence=Mention.at(TEXT, TEXT.index("The Marrow"), len(TEXT)), rating_body=None,
        speaker=None, polarity="positive",
    )  # fmt: skip
    with closing(Session(path, create=True, analyst="anna")) as session:
        article = samples.write_article(tmp_path, "clinic.txt", TEXT)
        list(session.import_files([article]))
        session.add_suggestions("clinic.txt", samples.suggested([*spans, rating, other]))
        session.open_article("clinic.txt")
        for decided in ("s1", "s6", "s12", "r2"):
            assert session.review is not None
            session.apply(edits.confirm(session.review, decided, session.scales), ms=1500)
    return path


def _span(item_id: str, words: str, label: str, which: int) -> Span:
    start = -1
    for _ in range(which + 1):
        start = TEXT.index(words, start + 1)
    return Span(item_id, start, start + len(words), words, label)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [100, 200])
def test_article_cards_and_window_look_as_they_did(
    clinic: Path, sit: Sit, theme: str, scale: int
) -> None:
    look = Settings(theme=theme, interface_scale=scale, text_size=18 * scale // 100,
                    reduced_motion=True)  # fmt: skip
    analyst = sit(clinic, look)
    window = analyst.window
    window.resize(*SIZE[scale])
    assert window.bench is not None
    window.bench.desk.choose("r1")
    QApplication.processEvents()
    parts = {"article": window.panels.view, "cards": window.panels.cards, "window": window}
    wrong = [differs(f"{name}-{theme}-{scale}", widget) for name, widget in parts.items()]
    assert not any(wrong), " ".join(filter(None, wrong))


def differs(name: str, widget: QWidget) -> str:
    """A sentence where a widget does not look as in its picture; renews the picture if asked to."""
    kept, actual = FOLDER / f"{name}.png", FOLDER / f"{name}.actual.png"
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    widget.render(image, QPoint())
    image = image.convertToFormat(QImage.Format.Format_RGB16)  # half the bytes in the file
    if RENEW:
        actual.unlink(missing_ok=True)
        image.save(str(kept), "PNG", 0)
        return ""
    image.convertTo(QImage.Format.Format_RGB32)
    before = QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB32)
    share = 1.0 if before.size() != image.size() else off(before, image)
    if share <= MOST:
        actual.unlink(missing_ok=True)
        return ""
    image.save(str(actual), "PNG", 0)
    return (
        f"{name}: {share:.1%} of the pixels differ, {MOST:.1%} may. Compare {kept.name} with "
        f"{actual.name} in tests/gui/snapshots; if the new one is right, run make snapshots."
    )


def off(one: QImage, other: QImage) -> float:
    """Share of the pixels that differ by more than ``STEP`` in some colour."""
    left, right = bytes(one.constBits()), bytes(other.constBits())
    if left == right:
        return 0.0
    count = len(left) // 4
    wrong = 0
    for start in range(0, len(left), one.bytesPerLine()):
        row, seen = left[start : start + 4 * one.width()], right[start : start + 4 * one.width()]
        if row != seen:
            pairs = zip(row, seen, strict=True)
            far = [abs(a - b) > STEP for a, b in pairs]
            wrong += sum(any(far[n : n + 3]) for n in range(0, len(far), 4))
    return wrong / count


def test_a_picture_that_differs_is_found(qapp: QApplication) -> None:
    one = QImage(100, 100, QImage.Format.Format_RGB32)
    one.fill(0xFFFFFFFF)
    other = one.copy()
    other.setPixel(3, 4, 0xFFFFFFF6)  # a shade that nobody sees
    assert off(one, other) == 0
    for x in range(30):
        other.setPixel(x, 50, 0xFF000000)
    assert off(one, other) == pytest.approx(0.003)
