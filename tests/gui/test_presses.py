"""How many keys typical corrections take in the real window: five at the most, a chord is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.conftest import Analyst

Sit = Callable[..., Analyst]
MOST = 5

#: What is wrong, what is chosen, the keys, and what must be true of the item then.
CORRECTIONS: list[tuple[str, str, str, Callable[[Any], object]]] = [
    ("nothing", "r1", "A", lambda r: r.state == "confirmed"),
    ("label", "s5", "2", lambda s: s.label == "SERVICE"),
    ("edge", "s5", "] A", lambda s: s.exact == "Ruth Hale called"),
    ("two edges", "s5", "] } A", lambda s: s.exact == "inspector Ruth Hale called"),
    ("value", "r1", "2 A", lambda r: r.rank == 2),
    ("status", "r1", "S A", lambda r: r.status == "previous"),
    ("last status", "r1", "Alt+T T Return", lambda r: r.status == "target"),
    ("subject", "r1", "E D Return", lambda r: r.subject.exact == "Dunmere Prison"),
    ("subject nobody can tell", "r1", "E ? Return", lambda r: r.cannot_tell == ("subject",)),
    ("speaker", "r1", "Alt+K R Return", lambda r: r.speaker.exact == "Ruth Hale"),
    ("category", "r1", "Alt+G L E Return", lambda r: r.category == ("leadership",)),
    ("date", "r1", "Alt+D M Return", lambda r: r.date.value == "2024-05"),
    ("body", "r1", "Alt+B C Q Return", lambda r: r.rating_body_id == "cqc"),
    ("other name", "r1", "Alt+O Down Return", lambda r: len(r.subject_aliases) == 1),
    ("hedged", "r1", "Alt+C H Return", lambda r: r.certainty == "hedged"),
    ("evidence", "r1", "Alt+E Down Return", lambda r: r.evidence is None),
    ("a record missing for a second subject", "r1", "E + Return", lambda r: r.state == "confirmed"),
    ("a record missing for a marked judgement", "s7", "N Return", lambda s: s.state == "confirmed"),
]


def test_a_correction_takes_five_presses_at_the_most(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    bench = analyst.window.bench
    assert bench is not None
    for what, item, keys, done in CORRECTIONS:
        before = bench.desk.review
        assert before is not None
        bench.desk.choose(item)
        assert len(keys.split()) <= MOST
        for key in keys.split():
            type_or_press(analyst, key)
        assert bench.desk.review is not None
        assert done(bench.desk.review.item(item)), what
        assert not analyst.window.panels.cards.is_editing, what
        while (
            bench.desk.review.ratings != before.ratings or bench.desk.review.spans != before.spans
        ):
            analyst.press("Backspace")


def type_or_press(analyst: Analyst, key: str) -> None:
    """Letters go to the field that has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if len(key) == 1 and focused is not analyst.view:
        QTest.keyClicks(focused, key.lower())
    else:
        analyst.press(key)
