"""The window on a failing disk says what is safe, shows what is stored, and goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chance import SEED
from tests.faults import failing_disk
from tests.faults.analyst import make_template

SCRIPT = Path(__file__).with_name("failing_window.py")


def look(folder: Path, failures: int) -> None:
    try:
        environment = failing_disk.environment(folder)
    except failing_disk.Unavailable as reason:
        pytest.skip(f"NOT TESTED: a window on a failing disk: {reason}")
    project = shutil.copy(make_template(folder), folder / "news.annotator")
    environment |= {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_DATA_DIR": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(project), str(SEED), str(failures)],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == [], f"seed {SEED}"
    assert found["failed"] > failures / 3, "too few failures to prove anything"
    assert any("is safe" in sentence for sentence in found["sentences"])


def test_thirty_failures(tmp_path: Path) -> None:
    look(tmp_path, 30)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_three_hundred_failures(tmp_path: Path) -> None:
    look(tmp_path, 300)
