"""A whole article, from the file to a line of gold, without the mouse."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from annotator import paths
from annotator.__main__ import main
from annotator.settings import account_name
from tests.e2e.conftest import Analyst

TEXT = (
    "Ferrow unit told to improve\n\n"
    "The Ferrow Vale Probation Unit has been rated inadequate. Staffing was good.\n"
)
_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
)


class MouseTrap(QObject):
    """Notes every use of the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.caught: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOUSE:
            self.caught.append(event.type())
        return False


def place(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


def span(item_id: str, words: str, label: str) -> dict[str, Any]:
    rest = {"label": label, "entity": None, "state": "added", "from": None, "note": None}
    return {"id": item_id, **place(words), **rest}


def by_keys(analyst: Analyst) -> None:
    """Mark a subject and a date-less rating, correct what was marked wrongly, complete."""
    analyst.wait(lambda: bool(analyst.window.bench and analyst.window.bench.desk.review))
    analyst.press("C")  # the caret stands on the first visible word
    assert analyst.view.is_in_caret_mode()
    go_to(analyst, "Ferrow", 2)
    analyst.press("Shift+Right", "Shift+Right", "2")  # one word short
    analyst.press("]")
    go_to(analyst, "inadequate")
    analyst.press("3", "1")  # a wrong label first
    analyst.press("Esc", "N")
    analyst.wait(lambda: analyst.window.panels.cards.is_editing)
    assert fill(analyst, "Scale", "HM Inspectorate of Prob")
    analyst.press("Return")
    analyst.wait(lambda: not analyst.window.panels.cards.is_editing)
    analyst.press("F", "Ctrl+Z")
    analyst.press("Ctrl+Return")


def go_to(analyst: Analyst, word: str, nth: int = 1) -> None:
    """Press the right arrow until the caret is on a word."""
    assert analyst.view.scene is not None
    start = -1
    for _ in range(nth):
        start = TEXT.index(word, start + 1)
    for _ in range(60):
        if analyst.view.scene.selection == (start, start + len(word)):
            return
        analyst.press("Right")
    raise AssertionError(f"the caret never came to “{word}”")


def fill(analyst: Analyst, name: str, typed: str) -> bool:
    """Tab to a field of the form and type into it."""
    for _ in range(12):
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            analyst.type(typed)
            return True
        analyst.press("Tab")
    return False


@pytest.fixture
def trap(qapp: QApplication) -> MouseTrap:
    made = MouseTrap()
    qapp.installEventFilter(made)
    return made


def test_an_article_is_coded_by_keys_alone(
    tmp_path: Path,
    sit_down: Callable[..., int],
    trap: MouseTrap,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paths, "own_command", lambda *_: ["no-worker-here"])
    project, source, out = (tmp_path / n for n in ("n.annotator", "ferrow.txt", "gold.jsonl"))
    source.write_bytes(TEXT.encode("utf-8"))
    assert main(["import", str(project), str(source)]) == 0

    def script(analyst: Analyst) -> None:
        by_keys(analyst)
        bench = analyst.window.bench
        assert bench is not None
        assert bench.desk.review is not None
        assert bench.desk.review.status == "complete"

    assert sit_down([str(project)], script) == 0
    assert trap.caught == []
    assert main(["export", str(project), str(out), "--no-log"]) == 0
    gold = json.loads(out.read_text(encoding="utf-8"))
    assert gold["ratings"] == GOLD["ratings"]
    assert gold == GOLD


SHA = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()
GOLD: dict[str, Any] = {
    "schema": "annotator-gold/1",
    "article": {
        "id": "ferrow.txt",
        "title": "Ferrow unit told to improve",
        "text": TEXT,
        "sha256": SHA,
        "raw_sha256": SHA,
        "outlet": None,
        "url": None,
        "published": {"value": None, "precision": "unknown"},
        "appearances": [],
        "cluster": None,
        "zones": [],
    },
    "status": "complete",
    "flag": False,
    "note": None,
    "reviewed_by": [account_name()],
    "guideline": "inspection-news@1",
    "label_set": "inspection-news@1",
    "spans": [
        span("as1", "Ferrow Vale Probation Unit", "SERVICE"),
        span("as3", "inadequate", "RATING"),
    ],
    "ratings": [
        {
            "id": "ar5",
            "subject": place("Ferrow Vale Probation Unit") | {"span": "as1"},
            "subject_mention": None,
            "subject_aliases": [],
            "entity": None,
            "value": place("inadequate") | {"span": "as3"},
            "also": [],
            "scale": "hmi_probation4@1",
            "value_norm": "inadequate",
            "rank": 1,
            "category": ["overall"],
            "status": "current",
            "change": None,
            "certainty": "plain",
            "polarity": "negative",
            "rating_body": None,
            "rating_body_id": "hmi-probation",
            "speaker": None,
            "date": {"mention": None, "value": None, "precision": "unknown"},
            "evidence": place("The Ferrow Vale Probation Unit has been rated inadequate.")
            | {"span": None},
            "why": {},
            "state": "added",
            "from": None,
            "note": None,
        }
    ],
}
