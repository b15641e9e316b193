"""How soon the bundled window is shown, against a bare PySide6 window bundled the same way.

Needs `make deb build/linux/.bare`. Counted from the start of the process until

- "bare": an empty window is painted;
- "window": the first page is painted: as large as the window, in its colours, saying that it opens.
  Nothing can be done with it yet;
- "article": the whole window is painted for the first time, every panel in it, with an article of
  the sample project, its highlights and its ratings. From here on keys work.

Cold means that the page cache was told to forget every file of both bundles before each start.
Prints medians in milliseconds, and those of the processor's own time (cpu), which other work on the
machine changes little. The last line is JSON: window_vs_bare_warm, window_vs_bare_cold,
window_vs_bare_cpu, and the same of article. ``--quick`` repeats less.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = ROOT / "build/linux/bundle"
sys.path.append(str(ROOT / "packaging"))

from driving import Screen  # noqa: E402

ANNOTATOR = BUNDLES / "annotator/annotator"
#: what is waited for -> the program, and the line that it says then.
STARTS = {
    "bare": (BUNDLES / "bare/bare", "window shown"),
    "window": (ANNOTATOR, "window shown"),
    "article": (ANNOTATOR, "window ready"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true")
    rounds = 5 if parser.parse_args().quick else 15
    if not all(program.exists() for program, _ in STARTS.values()):
        print("There is no bundle: make deb build/linux/.bare", file=sys.stderr)
        return 1
    result: dict[str, float] = {}
    with Screen() as screen, tempfile.TemporaryDirectory() as data:
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "QT_QPA_PLATFORM")},
            "DISPLAY": screen.display,
            "ANNOTATOR_DATA_DIR": data,
            "ANNOTATOR_SAYS_SHOWN": "1",
        }
        start(*STARTS["article"], environment)  # which makes the sample
        for way in ("warm", "cold"):
            elapsed, used = measured(environment, rounds, cold=way == "cold")
            result |= said(way, elapsed)
            if way == "warm":
                result |= said("cpu", used)
    print(json.dumps(result))
    return 0


Times = dict[str, list[float]]


def measured(environment: dict[str, str], rounds: int, *, cold: bool) -> tuple[Times, Times]:
    """Milliseconds that passed, and those that the processor worked, of each start."""
    elapsed: Times = {name: [] for name in STARTS}
    used: Times = {name: [] for name in STARTS}
    for number in range(rounds + 1):  # the first only warms
        for name, (program, line) in STARTS.items():  # turn by turn: all meet the same load
            if cold:
                forget(program.parent)
            passed, worked = start(program, line, environment)
            if number:
                elapsed[name].append(passed)
                used[name].append(worked)
    return elapsed, used


def said(way: str, times: Times) -> dict[str, float]:
    """Prints the medians; returns their ratios to the bare window."""
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"{way}: " + ", ".join(f"{name} {ms:.0f} ms" for name, ms in medians.items()))
    others = (name for name in medians if name != "bare")
    return {f"{n}_vs_bare_{way}": round(medians[n] / medians["bare"], 2) for n in others}


def start(program: Path, wanted: str, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds from the start of a program until it says a line, and those it worked."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [program],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    line = next((line for line in process.stderr if line.startswith(wanted)), None)
    passed = time.perf_counter() - begun
    os.killpg(process.pid, signal.SIGKILL)  # with the worker that it may have started
    process.wait()
    process.stderr.close()
    if line is None:
        raise SystemExit(f"{program} ended and never said: {wanted}")
    return passed * 1000, float(line.removeprefix(wanted)) * 1000


def forget(folder: Path) -> None:
    """Let the system drop what it remembers of a folder's files."""
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
