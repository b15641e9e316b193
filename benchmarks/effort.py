"""How many presses an ideal analyst needs to turn suggestions into gold, in the real window.

The articles are of the held-out gold, suggested by today's rules. A scripted analyst who knows the
gold decides item after item with real keys: a chord is one press, so is a click or a drag with the
mouse; no bulk act is used and nothing is carried over. A gold item is *right* where it was
suggested with the same words, label or fields; its presses are those that decide it (a confirmed
rating settles its spans in the same press). Every other press, also for what was suggested and is
not in the gold, counts for the items that were wrong or missing.

Compared fields of a rating: subject, value and scale, status, category, change, rating body,
speaker, date, certainty. The last line is JSON: keys_per_right, keys_per_wrong, keys_per_article.
``--quick`` takes a few of the articles.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["ANNOTATOR_DATA_DIR"] = tempfile.mkdtemp(prefix="annotator-effort-")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.core.gold import GoldLine
from annotator.core.ratings import STATUSES, Rating
from annotator.core.review import Review
from annotator.core.spans import Mention, Span, overlaps
from annotator.exchange.gold_jsonl import from_json
from annotator.exchange.scale_files import load_registry
from annotator.extraction.pipeline import Pipeline
from annotator.gui.main_window import MainWindow
from annotator.gui.panels.picker import Picker, WordsEdit
from annotator.session import Session
from annotator.settings import Settings

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
FILES = ("unseen3.jsonl", "unseen2.jsonl", "unseen.jsonl")
QUICK = 8
#: An item that takes more presses than this is given up and counted so.
MOST = 40
_FORM_KEYS = {
    "subject": "Alt+S",
    "scale": "Alt+L",
    "value_norm": "Alt+V",
    "category": "Alt+G",
    "status": "Alt+T",
    "change": "Alt+H",
    "rating_body_id": "Alt+B",
    "speaker": "Alt+K",
    "date": "Alt+D",
    "certainty": "Alt+C",
}


class Tally:
    """Presses and items, right and other."""

    def __init__(self) -> None:
        self.presses: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.given_up = 0


class IdealAnalyst:
    """Knows the gold of one article and decides it in the window."""

    def __init__(self, window: MainWindow, gold: GoldLine, tally: Tally) -> None:
        assert window.bench is not None
        self._window, self._bench, self._desk = window, window.bench, window.bench.desk
        self._gold, self._tally = gold, tally
        self._kind = "wrong"

    @property
    def _review(self) -> Review:
        review = self._desk.review
        assert review is not None
        return review

    def work(self) -> None:
        """Decide everything, add what is missing, complete."""
        self._count_items()
        for _ in range(600):
            open_ids = [item.id for item in self._review.open_items()]
            if not open_ids:
                break
            item = self._review.item(self._desk.chosen_id or "")
            if item is None or not item.is_open:
                self._press("J")
            elif isinstance(item, Span):
                self._decide_span(item)
            else:
                self._decide_rating(item)
        for span in self._gold.spans:
            if not any(_same_span(span, there) for there in self._review.spans.values()):
                self._add_span(span)
        for rating in self._gold.ratings:
            if not self._there(rating):
                self._add_rating(rating)

    # --- spans ---

    def _decide_span(self, span: Span) -> None:
        wanted = self._gold_span(span)
        if wanted is None:
            self._do("X", "wrong")
        elif _same_span(wanted, span):
            self._do("A", "right")
        else:
            self._mend_span(span, wanted)

    def _mend_span(self, span: Span, wanted: Span) -> None:
        self._kind = "wrong"
        if (span.start, span.end) != (wanted.start, wanted.end):
            self._drag(wanted.start, wanted.end)
            self._press("B")
        now = self._review.spans.get(span.id)
        if now is not None and now.label != wanted.label:
            self._label(wanted.label)
        if now is not None and self._desk.chosen_id == span.id:
            self._press("J")

    def _add_span(self, span: Span) -> None:
        self._kind = "wrong"
        self._drag(span.start, span.end)
        self._label(span.label)

    def _label(self, label_id: str) -> None:
        label = self._desk.session.labels.get(label_id)
        assert label is not None
        self._press(label.key)

    def _gold_span(self, span: Span) -> Span | None:
        """The gold span for a suggested one: the same, else the one that overlaps it most."""
        same = next((g for g in self._gold.spans if _same_span(g, span)), None)
        if same is not None:
            return same
        taken = [s for s in self._review.spans.values() if s.id != span.id]
        free = [g for g in self._gold.spans if not any(_same_span(g, s) for s in taken)]
        near = [g for g in free if overlaps(g, span)]
        return max(
            near, key=lambda g: min(g.end, span.end) - max(g.start, span.start), default=None
        )

    # --- ratings ---

    def _decide_rating(self, rating: Rating) -> None:
        wanted = self._gold_rating(rating)
        if wanted is None:
            self._do("X", "wrong")
            return
        for span_id in sorted(rating.span_ids()):
            span = self._review.spans.get(span_id)
            if span is not None and span.is_open:
                self._mend_used(rating, span)
        now = self._review.ratings.get(rating.id)
        if now is None:
            return
        wrong = self._differences(now, wanted)
        if not wrong and now.is_open:
            self._do("A", "right" if now == rating else "wrong")
        elif wrong:
            self._kind = "wrong"
            self._correct(now, wrong, wanted)

    def _mend_used(self, rating: Rating, span: Span) -> None:
        """A span of the rating whose words or label are wrong is mended before it is confirmed."""
        wanted = self._gold_span(span)
        if wanted is None or _same_span(wanted, span):
            return
        self._kind = "wrong"
        self._choose(span.id)
        self._mend_span(span, wanted)
        if self._review.ratings.get(rating.id) is not None:
            self._choose(rating.id)

    def _correct(self, rating: Rating, wrong: dict[str, Any], wanted: Rating) -> None:
        if self._by_one_key(rating, wrong, wanted):
            self._press("A")
            return
        if next(iter(wrong)) == "category":
            self._select_category(wanted)
            self._press(_FORM_KEYS["category"])
        elif "subject" in wrong:
            self._press("E")
        else:
            self._press(_FORM_KEYS[next(iter(wrong))])
        self._fill(wrong, wanted)
        self._press("Return")
        if self._window.panels.cards.is_editing:
            self._tally.given_up += 1
            self._press("Escape")
            self._press("J")

    def _by_one_key(self, rating: Rating, wrong: dict[str, Any], wanted: Rating) -> bool:
        """Keys on the card itself: S for the next status, a digit for the point of the scale."""
        steps = (STATUSES.index(wanted.status) - STATUSES.index(rating.status)) % len(STATUSES)
        digit = str(wanted.rank or 0)
        if not wrong.keys() <= {"status", "value_norm"} or steps > 2:
            return False
        if "value_norm" in wrong:
            if not wanted.rank or wanted.rank > 9:
                return False
            self._press(digit)
        for _ in range(steps):
            self._press("S")
        return True

    def _fill(self, wrong: dict[str, Any], wanted: Rating) -> None:
        """Go to each field that is wrong and put the right answer there."""
        editor = self._window.panels.cards.editor
        if editor is None:
            self._tally.given_up += 1
            return
        first = True
        order = [name for name in _FORM_KEYS if name in wrong]
        for name in order:
            if not first:
                self._press(_FORM_KEYS[name])
            first = False
            field = QApplication.focusWidget()
            if isinstance(field, Picker):
                self._pick(field, name, wanted)
            elif name == "category":
                self._fill_category(wanted)
            elif name == "date":
                self._type(wanted.date.value or (wanted.date.mention or _NOTHING).exact, words=1)

    def _fill_category(self, wanted: Rating) -> None:
        """Type as much of each word as it takes to complete itself."""
        field = QApplication.focusWidget()
        if not isinstance(field, WordsEdit) or set(field.words) == set(wanted.category):
            return
        if self._select_category(wanted):
            self._press(_FORM_KEYS["category"])
        if set(field.words) == set(wanted.category):
            return
        field.clear()  # it is selected: the first letter types over it
        for number, word in enumerate(wanted.category):
            if number:
                self._type(",")
                field.setCursorPosition(len(field.text()))
            for letter in word:
                if field.words[number : number + 1] == (word,):
                    break
                self._type(letter)

    def _select_category(self, wanted: Rating) -> bool:
        """Select the words of a category near the value, where the article has them."""
        if len(wanted.category) != 1 or wanted.value is None or wanted.category == ("overall",):
            return False
        text = self._gold.document.text.lower()
        word, first = wanted.category[0], max(0, wanted.value.start - 400)
        at = text.find(word, first, wanted.value.end + 400)
        if at >= 0:
            self._drag(at, at + len(word))
        return at >= 0

    def _pick(self, picker: Picker, name: str, wanted: Rating) -> None:
        """Type the beginning of the choice, as far as it takes, or step to it."""
        index = _index_of(picker, name, wanted, self._gold.document.text)
        if index is None:
            self._by_words(name, wanted)
            return
        text = picker.itemText(index).casefold()
        texts = [picker.itemText(at).casefold() for at in range(picker.count())]
        letters = next(
            (
                size
                for size in range(1, len(text) + 1)
                if next(at for at, t in enumerate(texts) if t.startswith(text[:size])) == index
            ),
            MOST,
        )
        steps = abs(index - picker.currentIndex())
        if steps <= letters:
            for _ in range(steps):
                self._press("Down" if index > picker.currentIndex() else "Up")
        else:
            for letter in picker.itemText(index)[:letters]:
                self._type(letter)
        if picker.currentIndex() != index:
            picker.setCurrentIndex(index)  # counted already; another choice began the same

    def _by_words(self, name: str, wanted: Rating) -> None:
        """The words are not offered: they are taken from the article."""
        mention = {"subject": wanted.subject, "speaker": wanted.speaker}.get(name)
        editor = self._window.panels.cards.editor
        if mention is None or editor is None:
            self._tally.given_up += 1
            return
        self._drag(mention.start, mention.end)
        self._press(_FORM_KEYS[name])

    def _add_rating(self, wanted: Rating) -> None:
        assert wanted.value is not None
        self._kind = "wrong"
        self._drag(wanted.value.start, wanted.value.end)
        self._press("N")
        editor = self._window.panels.cards.editor
        draft = editor.draft if editor is not None else None
        if draft is None:
            self._tally.given_up += 1
            return
        wrong = self._differences(draft, wanted)
        names = [name for name in _FORM_KEYS if name in wrong]
        if names and names[0] != "subject":
            self._press(_FORM_KEYS[names[0]])
        self._fill(wrong, wanted)
        self._press("Return")
        if self._window.panels.cards.is_editing:
            self._tally.given_up += 1
            self._press("Escape")

    def _gold_rating(self, rating: Rating) -> Rating | None:
        """The gold record for a suggested one: same value words, most fields in common."""
        near = [g for g in self._gold.ratings if _same_value(g, rating) and not self._there(g)]
        return min(near, key=lambda g: len(self._differences(rating, g)), default=None)

    def _there(self, gold: Rating) -> bool:
        """Is the record in the article as a person left it?"""
        done = (r for r in self._review.ratings.values() if not r.is_open)
        return any(_same_value(gold, r) and not self._differences(r, gold) for r in done)

    def _differences(self, rating: Rating, gold: Rating) -> dict[str, Any]:
        """Compared fields in which a record differs from its gold."""
        wrong: dict[str, Any] = {}
        names = {gold.subject.exact} if gold.subject else set()
        names |= {alias.exact for alias in gold.subject_aliases}
        if (rating.subject.exact if rating.subject else "") not in (names or {""}):
            wrong["subject"] = gold.subject
        for name in ("scale", "value_norm", "status", "change", "rating_body_id", "certainty"):
            if getattr(rating, name) != getattr(gold, name):
                wrong[name] = getattr(gold, name)
        if set(rating.category) != set(gold.category):
            wrong["category"] = gold.category
        if _words(rating.speaker) != _words(gold.speaker):
            wrong["speaker"] = gold.speaker
        if gold.date.value is not None and rating.date.value != gold.date.value:
            wrong["date"] = gold.date
        if "scale" in wrong:
            wrong.pop("value_norm", None)  # its words say the point on the right scale
        return wrong

    # --- hands ---

    def _count_items(self) -> None:
        suggested = list(self._review.spans.values())
        for span in self._gold.spans:
            right = any(_same_span(span, there) for there in suggested)
            self._tally.items["right" if right else "wrong"] += 1
        for rating in self._gold.ratings:
            near = (r for r in self._review.ratings.values() if _same_value(rating, r))
            right = any(not self._differences(r, rating) for r in near)
            self._tally.items["right" if right else "wrong"] += 1

    def _do(self, key: str, kind: str) -> None:
        self._kind = kind
        self._press(key)

    def _press(self, key: str) -> None:
        self._tally.presses[self._kind] += 1
        QTest.keySequence(QApplication.focusWidget() or self._window, key)
        QApplication.processEvents()

    def _type(self, text: str, *, words: int = 0) -> None:
        """Type text; a date of the article completes itself after about four letters."""
        self._tally.presses[self._kind] += words * 4 if words else len(text)
        field = QApplication.focusWidget()
        if words and hasattr(field, "setText"):
            field.setText(text)
        elif field is not None and text.isascii():
            QTest.keyClicks(field, text)

    def _drag(self, start: int, end: int) -> None:
        self._tally.presses[self._kind] += 1
        self._window.panels.view.select_range(start, end)

    def _choose(self, item_id: str) -> None:
        """A click on a span or a card."""
        self._tally.presses[self._kind] += 1
        self._desk.choose(item_id)


_NOTHING = Mention(0, 0, "")


def _words(mention: Mention | None) -> str:
    return mention.exact if mention else ""


def _same_span(gold: Span, span: Span) -> bool:
    return (gold.start, gold.end, gold.label) == (span.start, span.end, span.label)


def _same_value(gold: Rating, rating: Rating) -> bool:
    if gold.value is None or rating.value is None:
        return False
    places = [gold.value, *gold.also]
    return any(overlaps(place, rating.value) for place in places)


def _index_of(picker: Picker, name: str, wanted: Rating, text: str) -> int | None:
    """Where a picker offers the right answer; None where it does not."""
    del text
    for at in range(picker.count()):
        value = picker.value_at(at)
        if name in ("subject", "speaker"):
            mention = wanted.subject if name == "subject" else wanted.speaker
            same = isinstance(value, Mention) and mention and value.exact == mention.exact
            if same or (value is None and mention is None):
                return at
        elif name == "scale":
            if getattr(value, "id", value) == wanted.scale:
                return at
        elif value == getattr(wanted, name):
            return at
    return None


def lines(quick: bool) -> Iterator[GoldLine]:
    """Gold of the held-out articles."""
    found = [
        from_json(json.loads(line))
        for name in FILES
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    ]
    yield from found[:QUICK] if quick else found


def measure(quick: bool) -> dict[str, float]:
    """Work through the articles; prints a line per file."""
    app = QApplication([])
    paths.own_command = lambda *_: ["no-worker-is-needed-here"]
    pipeline, tally, count = Pipeline(load_registry()), Tally(), 0
    for gold in lines(quick):
        with tempfile.TemporaryDirectory() as folder:
            work_on(gold, pipeline, Path(folder), tally)
        count += 1
        app.processEvents()
    per = {kind: tally.presses[kind] / max(1, tally.items[kind]) for kind in ("right", "wrong")}
    print(f"{count} articles, {sum(tally.items.values())} gold items, of them", end=" ")
    print(f"{tally.items['right']} right and {tally.items['wrong']} wrong or missing", end="; ")
    print(f"{tally.presses['right']} and {tally.presses['wrong']} presses;", end=" ")
    print(f"{tally.given_up} answers given up")
    return {
        "keys_per_right": round(per["right"], 3),
        "keys_per_wrong": round(per["wrong"], 3),
        "keys_per_article": round(sum(tally.presses.values()) / max(1, count), 1),
    }


def work_on(gold: GoldLine, pipeline: Pipeline, folder: Path, tally: Tally) -> None:
    """One article in a window of its own."""
    file = folder / "article.txt"
    file.write_bytes(gold.document.text.encode("utf-8"))
    session = Session(folder / "effort.annotator", create=True, analyst="ideal")
    list(session.import_files([file]))
    (document_id,) = session.article_ids()
    text, zones, *_ = session.source(document_id)
    session.add_suggestions(document_id, pipeline.extract(text, zones))
    window = MainWindow(Settings(analyst="ideal", reduced_motion=True))
    window.resize(1280, 800)
    window.show()
    window.attach(session)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    window.panels.view.setFocus()
    IdealAnalyst(window, gold, tally).work()
    window.panels.cards.stop_editing()  # an open form would hold the window open
    window.close()
    window.deleteLater()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} articles")
    options = parser.parse_args()
    print(json.dumps(measure(options.quick)))
    sys.exit(0)
