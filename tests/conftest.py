"""What every test shares: no real home, no real screen unless asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

if not os.environ.get("ANNOTATOR_TEST_HEADED"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that nobody's settings or projects are touched."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(home))
    return home
