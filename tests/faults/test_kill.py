"""kill -9 and a failing disk: nothing acknowledged is lost, nothing half is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chance import SEED

HARNESS = Path(__file__).with_name("harness.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix")


def run(rounds: int, seconds: int) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, str(HARNESS), "--rounds", str(rounds), "--seed", str(SEED)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    numbers: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return numbers


def assert_nothing_lost(numbers: dict[str, int], rounds: int) -> None:
    assert numbers["rounds"] == rounds
    assert numbers["acknowledged"] > 10 * rounds, "too few decisions to prove anything"
    assert (numbers["lost"], numbers["faults"]) == (0, 0)
    if not numbers["injected"]:
        pytest.skip("NOT TESTED: a failing disk, which needs Linux and a C compiler (gcc)")
    assert numbers["injected"] > rounds // 2, "too few failures to prove anything"


@pytest.mark.timeout(180)
def test_fifty_rounds() -> None:
    assert_nothing_lost(run(50, 160), 50)


@pytest.mark.soak
@pytest.mark.timeout(1500)
def test_five_hundred_rounds() -> None:
    assert_nothing_lost(run(500, 1400), 500)
