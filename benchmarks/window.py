"""The real window on real projects, against the least that Qt and SQLite need for the same.

Prints medians in milliseconds and their ratios; the last line is JSON. Both sides of a ratio are
measured turn by turn in one process, so that a busy machine slows both. ``--quick`` repeats less.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from annotator import assets
from annotator.core.review import Review
from annotator.core.spans import Span
from annotator.core.suggestions import Extraction, Suggestion
from annotator.gui import fonts, suggester
from annotator.gui.article_view import ArticleView
from annotator.gui.main_window import MainWindow
from annotator.session import Session
from annotator.settings import Settings

SENTENCES = (
    "Inspectors spent four days at Marrow Bank and spoke to most of the staff.",
    "The harbour clinic in Old Stennet was told in May to improve its records.",
    "Warden Ilse Brandreth said the visit had been fair and the findings plain.",
    "Two in five files held no plan at all, and nobody could say since when.",
    "A second visit will follow before the winter, the Dockside Board said.",
)
LABELS = ("SERVICE", "PERSON", "GPE", "DATE", "ORG", "COUNT")
Act = Callable[[], object]


class Bench:
    """A window, a folder for projects, and a bare QTextEdit as large as the article."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        suggester.Suggester.start = lambda _self: None  # type: ignore[method-assign]
        self.window = MainWindow(Settings(theme="light", reduced_motion=True))
        self.window.resize(1280, 800)
        _show(self.window)
        self.view: ArticleView = self.window.panels.view
        self.bare = _bare(self.view, self.window)

    def project(self, name: str, *files: Path) -> Session:
        """A new project with what the files hold; not yet on the window."""
        session = Session(self.folder / f"{name}.annotator", create=True, busy_ms=50)
        for done in session.import_files(list(files)):
            assert done.outcome == "added", done
        return session

    def sample(self) -> Session:
        return self.project("sample", assets.seed("sample.jsonl"))

    def open(self, session: Session, article: str | None = None) -> None:
        self.window.attach(session, article)
        _settle()

    # --- opening an article ---

    def opening(self, rounds: int) -> dict[str, float]:
        """Per sample article: view and whole window against the text in a bare QTextEdit."""
        session = self.sample()
        self.open(session)
        ids = session.article_ids()
        times: dict[str, list[list[float]]] = {i: [] for i in ids}
        for number in range(rounds + 1):
            for article in ids:
                taken = self._open_three_ways(session, article)
                if number:  # the first round fills caches of fonts and glyphs
                    times[article].append(taken)
        medians = [[statistics.median(way) for way in zip(*t, strict=True)] for t in times.values()]
        bare, view, whole = (statistics.median(way) for way in zip(*medians, strict=True))
        _say("open an article", "bare QTextEdit", bare, "article view", view)
        _say("", "bare QTextEdit", bare, "whole window", whole)
        return {
            "open_vs_textedit": statistics.median(m[1] / m[0] for m in medians),
            "open_window_vs_textedit": statistics.median(m[2] / m[0] for m in medians),
        }

    def _open_three_ways(self, session: Session, article: str) -> list[float]:
        whole = _cpu(lambda: self._open_whole(article))
        review = session.review
        assert review is not None
        text = review.document.text
        scores = {item: score or 0.0 for item, (score, _) in session.scores(article).items()}
        bare = _cpu(lambda: (self.bare.setPlainText(text), self.bare.viewport().repaint()))
        view = _cpu(lambda: self._show(review, scores))
        return [bare, view, whole]

    def _open_whole(self, article: str) -> None:
        assert self.window.bench is not None
        self.window.bench.desk.open_article(article)
        _settle()

    def _show(self, review: Review, scores: dict[str, float]) -> None:
        self.view.show_review(review, scores)
        self.view.viewport().repaint()

    # --- one decision ---

    def deciding(self, times: int) -> dict[str, float]:
        """From the press of A to the painted text, against one commit and one repaint of it."""
        session = self.project("decide", assets.seed("sample.jsonl"))
        self.open(session)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        commit = _committer(self.folder / "floor.db")
        keys: list[float] = []
        whole: list[float] = []
        floor: list[float] = []
        take, painted = self.view.take, [0.0]

        def taken(review: Review, item_ids: Iterable[str]) -> None:
            take(review, item_ids)  # which draws the text before anything else
            painted[0] = time.perf_counter()

        self.view.take = taken  # type: ignore[method-assign]
        for article in cycle(session.article_ids()):
            self._open_whole(article)
            self.view.setFocus()
            _settle()
            while session.review and session.review.open_items() and len(keys) < times:
                floor.append(_ms(lambda: (commit(), self.view.viewport().repaint())))
                start = time.perf_counter()
                whole.append(_ms(self._confirm))
                keys.append((painted[0] - start) * 1000)
                if len(session.review.open_items()) < 3:
                    break
            if len(keys) >= times:
                break
        one, other = statistics.median(floor), statistics.median(keys)
        all_of_it = statistics.median(whole)
        _say("decide", "commit and repaint", one, "key to painted text", other)
        _say("", "commit and repaint", one, "key to painted window", all_of_it)
        return {
            "decide_vs_commit_and_paint": other / one,
            "decide_window_vs_commit_and_paint": all_of_it / one,
        }

    def _confirm(self) -> None:
        before = self.window.panels.keys.state_text, self._left()
        QTest.keyClick(self.view, Qt.Key.Key_A)
        _settle()
        assert (self.window.panels.keys.state_text, self._left()) != before, "the key did nothing"

    def _left(self) -> int:
        assert self.window.bench is not None
        assert self.window.bench.desk.review is not None
        return len(self.window.bench.desk.review.open_items())

    # --- a long list ---

    def listing(self, rounds: int, many: int = 100_000, few: int = 1_000) -> dict[str, float]:
        """From opening a project to the painted list, with many and with few articles."""
        for count in (few, many):
            name = f"list-{count}"
            self.project(name, _articles(self.folder, few)).close()
            _multiply(self.folder / f"{name}.annotator", count // few)
        times: dict[int, list[float]] = {few: [], many: []}
        for number in range(rounds + 1):
            for count, taken in times.items():
                path = self.folder / f"list-{count}.annotator"
                ms = _ms(lambda path=path: self._open_list(path))
                _settle()
                if number:
                    taken.append(ms)
        one, other = statistics.median(times[few]), statistics.median(times[many])
        _say("open the list", f"{few:,} articles", one, f"{many:,} articles", other)
        return {"list_100k_vs_1k": other / one}

    def _open_list(self, path: Path) -> None:
        self.window.attach(Session(path, busy_ms=50))
        self.window.repaint()

    # --- a long article ---

    def scrolling(self, times: int) -> dict[str, float]:
        """A wheel's steps, and jumps to parts never seen before, in 300,000 characters."""
        session = self._long_article(300_000, 5_000)
        assert session.review is not None
        text = session.review.document.text
        opened = []
        for _ in range(3):
            bare = _cpu(lambda: (self.bare.setPlainText(text), self.bare.viewport().repaint()))
            opened.append((bare, _cpu(lambda: self._open_whole("long"))))
        one, other = (statistics.median(way) for way in zip(*opened, strict=True))
        _say("open the long one", "bare QTextEdit", one, "whole window", other)
        jumps = [(n * 0.618034) % 1 for n in range(times)]
        far = [[_cpu(lambda e=e, p=p: _jump(e, p)) for e in (self.bare, self.view)] for p in jumps]
        near = [[_cpu(lambda e=e: _turn(e)) for e in (self.bare, self.view)] for _ in jumps]
        ratios = []
        for name, taken in (("scroll, far jumps", far), ("scroll, wheel", near)):
            one, other = (statistics.median(way) for way in zip(*taken, strict=True))
            _say(name, "bare QTextEdit", one, "article view", other)
            ratios.append(other / one)
        return {"big_scroll_vs_textedit": ratios[1], "big_jump_vs_textedit": ratios[0]}

    def _long_article(self, characters: int, spans: int) -> Session:
        text = _long_text(characters)
        file = self.folder / "long.jsonl"
        file.write_text(json.dumps({"id": "long", "text": text}) + "\n", encoding="utf-8")
        session = self.project("long", file)
        session.add_suggestions("long", _spread(text, spans))
        self.open(session)
        return session


def _spread(text: str, count: int) -> Extraction:
    """Evenly spread spans on whole words; every seventh holds the one before it."""
    step, labels = len(text) // count, cycle(LABELS)
    found = []
    for number in range(count):
        start = text.index(" ", number * step) + 1
        end = text.index(" ", start + (30 if number % 7 == 0 else 8))
        items = [(start, end)]
        if number % 7 == 0:
            items.append((start, text.index(" ", start)))
        for low, high in items[: count - len(found)]:
            name = f"s{len(found)}"
            span = Span(name, low, high, text[low:high], next(labels), origin=name)
            found.append(Suggestion(name, span, "bench", "1", "spread", 0.8))
    return Extraction(tuple(found), "bench", "1")


def _long_text(characters: int) -> str:
    paragraph, parts, length = " ".join(SENTENCES), [], 0
    for number, sentence in enumerate(cycle(SENTENCES)):
        if length >= characters:
            return "\n\n".join(parts)
        parts.append(f"{number} {sentence} {paragraph}")
        length += len(parts[-1]) + 2
    raise AssertionError


def _articles(folder: Path, count: int) -> Path:
    file = folder / f"{count}.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = f"{SENTENCES[number % 5]}\nVisit {number} was rated good in May."
            line = {"id": f"a{number}", "title": f"The clinic after visit {number}", "text": text}
            lines.write(json.dumps(line) + "\n")
    return file


def _multiply(project: Path, times: int) -> None:
    """Let a project hold each article many times; importing 100,000 takes minutes."""
    with closing(sqlite3.connect(project)) as db, db:
        db.execute("PRAGMA foreign_keys = OFF")
        count = db.execute("SELECT count(*) FROM documents").fetchone()[0]
        columns = [row[1] for row in db.execute("PRAGMA table_info(documents)")]
        new = {"id": "id || '-' || ?1", "position": f"position + ?1 * {count}"}
        chosen = ", ".join(new.get(column, column) for column in columns)
        for number in range(1, times):
            db.execute(
                f"INSERT INTO documents ({', '.join(columns)}) "
                f"SELECT {chosen} FROM documents WHERE position <= {count}",
                (number,),
            )
            db.execute(
                "INSERT INTO texts (document_id, text) "
                "SELECT document_id || '-' || ?1, text FROM texts WHERE document_id NOT LIKE '%-%'",
                (number,),
            )


def _bare(view: ArticleView, window: QWidget) -> QTextEdit:
    """A plain read-only QTextEdit with the article's font and size, beside it in the window."""
    edit = QTextEdit(window)
    edit.setReadOnly(True)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setFont(fonts.reading_font(18))
    edit.document().setDocumentMargin(28)
    edit.resize(view.viewport().width() + 12, view.viewport().height())
    room = edit.width()
    edit.move(window.width(), 0)
    window.setContentsMargins(0, 0, room, 0)
    window.resize(window.width() + room, window.height())
    edit.show()
    return edit


def _committer(path: Path) -> Act:
    """One durable SQLite commit of a row of usual size."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE log (n INTEGER PRIMARY KEY, said TEXT)")

    def commit() -> None:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO log (said) VALUES (?)", ("x" * 400,))
        db.execute("COMMIT")

    return commit


def _jump(edit: QTextEdit, part: float) -> None:
    bar = edit.verticalScrollBar()
    bar.setValue(round(bar.maximum() * part))
    edit.viewport().repaint()


def _turn(edit: QTextEdit) -> None:
    """Three lines of a bare QTextEdit, as one step of a wheel."""
    edit.verticalScrollBar().setValue(edit.verticalScrollBar().value() + 60)
    _settle()


def _show(widget: QWidget) -> None:
    widget.show()
    QTest.qWaitForWindowExposed(widget)


def _settle() -> None:
    """Do and paint what waits."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents()


def _ms(act: Act) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _cpu(act: Act) -> float:
    """As ``_ms``, but this thread's own time, which a busy machine hardly changes."""
    start = time.thread_time()
    act()
    return (time.thread_time() - start) * 1000


def _say(what: str, one: str, first: float, other: str, second: float) -> None:
    ratio = second / first
    print(f"{what:20}{one:>20} {first:8.2f} ms {other:>20} {second:8.2f} ms   x{ratio:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, about a minute")
    quick = parser.parse_args().quick
    QApplication([])
    answer: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ANNOTATOR_DATA_DIR"] = folder
        bench = Bench(Path(folder))
        answer |= bench.opening(5 if quick else 20)
        answer |= bench.deciding(60 if quick else 200)
        answer |= bench.scrolling(150 if quick else 600)
        if os.environ.get("NOLIST") is None:
            answer |= bench.listing(5 if quick else 20)
        bench.window.close()
    print(json.dumps({name: round(ratio, 2) for name, ratio in answer.items()}))


if __name__ == "__main__":
    main()
