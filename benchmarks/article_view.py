"""The article view against a bare QTextEdit with the same text: opening, scrolling, one change.

Prints medians in milliseconds and the ratios; the last line is JSON. ``--quick`` takes a tenth of
the text. No number here is asserted: the tests count what is drawn instead.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit

from annotator.core.documents import Document
from annotator.core.labels import LabelSet
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.exchange.label_files import load_label_set
from annotator.gui import fonts
from annotator.gui.article_view import ArticleView
from annotator.gui.theme import LIGHT, apply_theme

SENTENCES = (
    "Inspectors spent four days at Marrow Bank and spoke to most of the staff.",
    "The harbour clinic in Old Stennet was told in May to improve its records.",
    "Warden Ilse Brandreth said the visit had been fair and the findings plain.",
    "Two in five files held no plan at all, and nobody could say since when.",
    "A second visit will follow before the winter, the Dockside Board said.",
)
WIDTH, HEIGHT = 736, 860  # pixels of the viewport that both get


def article(characters: int, spans: int, labels: LabelSet) -> Review:
    """An article of about that length; every seventh span lies inside a longer one."""
    paragraph, parts, length = " ".join(SENTENCES), ["A headline of some length"], 0
    for sentence in cycle(SENTENCES):
        if length >= characters:
            break
        parts.append(f"{sentence} {paragraph}")
        length += len(parts[-1]) + 2
    text = "\n\n".join(parts)
    names = cycle([label.id for label in labels])
    states = cycle(("suggested", "confirmed", "suggested", "corrected", "propagated"))
    step, items = max(1, (len(text) - 60) // spans), []
    for n in range(spans):
        start = n * step + 30
        end = start + (34 if n % 7 == 0 else 12)
        start = start - 8 if n % 7 == 1 else start
        items.append(
            Span(f"s{n}", start, end, text[start:end], next(names), state=next(states))  # type: ignore[arg-type]
        )
    return Review(Document("long", text), items)


def bare(text: str) -> QTextEdit:
    """A plain read-only QTextEdit in the same font and size, with the same line height."""
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setFont(fonts.reading_font(18))
    edit.document().setDocumentMargin(28)
    edit.resize(WIDTH + 12, HEIGHT)
    edit.setPlainText(text)
    return edit


def median_ms(act: Callable[[int], object], times: int) -> float:
    """Median of ``times`` runs, in milliseconds."""
    taken = []
    for n in range(times):
        start = time.perf_counter()
        act(n)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def paint() -> None:
    """Deliver what is waiting to be painted."""
    QCoreApplication.sendPostedEvents()


class Pair:
    """Both widgets, shown, with the same article."""

    def __init__(self, review: Review, labels: LabelSet) -> None:
        self.review = review
        self.text = review.document.text.replace("\r\n", "\n")
        self.edit = bare(self.text)
        self.view = ArticleView()
        self.view.set_labels(labels)
        self.view.set_theme(LIGHT)
        self.view.set_reduced_motion(True)
        self.view.resize(WIDTH + 40, HEIGHT)
        for widget in (self.edit, self.view):
            widget.show()
            QTest.qWaitForWindowExposed(widget)

    def open_bare(self, _: int) -> None:
        self.edit.setPlainText(self.text)
        self.edit.viewport().repaint()

    def open_view(self, _: int) -> None:
        self.view.show_review(self.review)
        self.view.viewport().repaint()

    def scroll(self, widget: QTextEdit, n: int) -> None:
        bar = widget.verticalScrollBar()
        bar.setValue(bar.maximum() * ((n * 37) % 100) // 100)
        widget.viewport().repaint()

    def change_bare(self, n: int) -> None:
        """The cheapest a QTextEdit can do: another background for the same words."""
        span = self.review.spans[f"s{n % len(self.review.spans)}"]
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setBackground(self.edit.palette().midlight())
        cursor.mergeCharFormat(shape)
        paint()

    def change_view(self, n: int) -> None:
        span = self.review.spans[f"s{n % len(self.review.spans)}"]
        state = "confirmed" if span.state != "confirmed" else "suggested"
        self.review.put("span", span.id, replace(span, state=state))
        self.view.refresh([span.id])
        paint()


def measured(review: Review, labels: LabelSet, times: int) -> dict[str, float]:
    """Medians in milliseconds of both widgets with one article."""
    pair = Pair(review, labels)
    out = {
        "open_bare": median_ms(pair.open_bare, times),
        "open_view": median_ms(pair.open_view, times),
        "scroll_bare": median_ms(lambda n: pair.scroll(pair.edit, n), 4 * times),
        "scroll_view": median_ms(lambda n: pair.scroll(pair.view, n), 4 * times),
    }
    for widget in (pair.edit, pair.view):
        widget.verticalScrollBar().setValue(0)
        widget.viewport().repaint()
    out["change_bare"] = median_ms(pair.change_bare, 4 * times)
    out["change_view"] = median_ms(pair.change_view, 4 * times)
    out["drawn"] = float(pair.view.scene.drawn if pair.view.scene else 0)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the text, fewer runs")
    quick = parser.parse_args().quick
    app = QApplication([])
    apply_theme(app, LIGHT)
    labels = load_label_set()
    sizes = {"short": (4_000, 60), "long": (30_000, 500) if quick else (300_000, 5_000)}
    answer: dict[str, float] = {}
    for name, (characters, spans) in sizes.items():
        times = measured(article(characters, spans, labels), labels, 5 if quick else 9)
        print(f"{name}: {characters:,} characters, {spans:,} spans")
        for act in ("open", "scroll", "change"):
            one, other = times[f"{act}_bare"], times[f"{act}_view"]
            answer[f"{name}_{act}_ratio"] = round(other / one, 2)
            answer[f"{name}_{act}_ms"] = round(other, 2)
            print(f"  {act:7} bare {one:8.2f} ms   view {other:8.2f} ms   x{other / one:.2f}")
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
