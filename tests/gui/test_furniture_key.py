"""One key makes selected lines furniture: they are greyed at once, and story again by the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts, banner

Sit = Callable[..., Analyst]


def boxes(analyst: Analyst) -> int:
    scene = analyst.view.scene
    assert scene is not None
    return len(scene.header.setting.furniture)


def test_z_greys_the_lines_and_brings_them_back(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    analyst.press("Z")
    assert "Select words first" in banner(analyst)
    analyst.select("fair was")
    analyst.press("Z")
    assert boxes(analyst) == 1
    assert not analyst.view.textCursor().hasSelection()  # which Qt would not draw grey
    assert "These lines are furniture now." in banner(analyst)
    analyst.press("Backspace")
    assert boxes(analyst) == 0
    analyst.press("Ctrl+Shift+Z")
    assert boxes(analyst) == 1
    analyst.select("fair")
    analyst.press("Z")
    assert boxes(analyst) == 0
    assert acts(bare) == ["correct", "undo", "redo", "correct"]
