"""Random analysts on a machine that fails them: killed, and with a disk that does not write.

``python tests/faults/harness.py --rounds N [--seed S]`` kills N analysts (``kill -9``), lets a
fifth as many run into errors of the file system, four each (``failing_disk``), and ends with one
JSON line. A fault is anything that must not be: something acknowledged that is not there, half a
gesture, a finding of doctor, a gate that does not let the article pass, memory that differs from
the file.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.core.errors import KnownError
from annotator.session import Session
from tests.faults import failing_disk
from tests.faults.analyst import RandomAnalyst, make_template
from tests.faults.promises import Promises, broken, unsound

#: The longest a process lives after its first act, in seconds.
LONGEST = 0.25
#: How long a process may take to its first act before that is a fault of its own.
PATIENCE = 30.0


@dataclass
class Tally:
    """What all rounds together came to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    faults: int = 0
    injected: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def blame(self, what: str) -> None:
        self.faults += 1
        self.said.append(what)

    def numbers(self) -> dict[str, object]:
        keys = ("rounds", "acknowledged", "lost", "faults", "injected")
        return {
            **{key: getattr(self, key) for key in keys},
            "kinds": dict(sorted(self.kinds.items())),
        }


# --- the process that is killed ---


def decide_until_killed(path: Path, seed: int, say: Callable[[str], None]) -> None:
    """Act at random in a burst; say each before (``+``) and after (``=``) it is done."""
    session = Session(path, analyst="anna")
    analyst = RandomAnalyst(session, random.Random(seed), path.parent, say)
    while True:
        analyst.act()


@contextmanager
def running(path: Path, seed: int) -> Iterator[tuple[int, int]]:
    """The process, started; its id and the end of the pipe it talks into."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            decide_until_killed(path, seed, lambda s: _put(writing, s))
        except BaseException as error:  # a process of its own: nothing may run on
            _put(writing, f"!{type(error).__name__}: {error}")
        finally:
            os._exit(3)
    os.close(writing)
    try:
        yield pid, reading
    finally:
        os.close(reading)


def _put(pipe: int, line: str) -> None:
    os.write(pipe, line.encode("utf-8") + b"\n")


# --- the one that kills and looks ---


def one_round(template: Path, folder: Path, seed: int, tally: Tally) -> None:
    """Copy, start, kill, open again, and compare with what was said."""
    rng = random.Random(seed)
    path = folder / "news.annotator"
    shutil.copy(template, path)
    promised = Promises()
    for line in _kill_at_random(path, rng, tally):
        promised.hear(line)
        if line.startswith("!"):
            tally.blame(f"seed {seed}: the process itself failed: {line}")
    tally.rounds += 1
    tally.acknowledged += promised.acknowledged
    tally.kinds += promised.kinds
    try:
        with closing(Session(path)) as session:
            found = broken(session, promised)
            tally.lost += found.lost
            for what in chain(found.said, unsound(session, folder / "gold.jsonl")):
                tally.blame(f"seed {seed}: {what}")
    except KnownError as error:
        tally.blame(f"seed {seed}: {error}")


def _kill_at_random(path: Path, rng: random.Random, tally: Tally) -> list[str]:
    """All whole lines the process said before it was killed."""
    with running(path, rng.getrandbits(32)) as (pid, pipe):
        data = b""
        if select.select([pipe], [], [], PATIENCE)[0]:
            data = os.read(pipe, 65536)
            deadline = time.monotonic() + rng.random() * LONGEST
            while (left := deadline - time.monotonic()) > 0:
                if select.select([pipe], [], [], left)[0]:
                    more = os.read(pipe, 65536)
                    if not more:
                        break
                    data += more
        else:
            tally.blame("no decision within the time given")
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        while more := os.read(pipe, 65536):
            data += more
    if os.WIFEXITED(status):
        tally.blame(f"the process ended by itself with {os.WEXITSTATUS(status)}")
    return data.decode("utf-8", "replace").split("\n")[:-1]


def run(rounds: int, seed: int) -> Tally:
    """All rounds; every one has its own seed, so that a fault can be looked at again."""
    tally = Tally()
    with tempfile.TemporaryDirectory(dir=os.environ.get("ANNOTATOR_FAULTS_DIR")) as name:
        template = make_template(Path(name))
        for number in range(rounds):
            folder = Path(name) / str(number)
            folder.mkdir()
            one_round(template, folder, seed * 1_000_003 + number, tally)
            shutil.rmtree(folder)
    return tally


def run_on_failing_disk(rounds: int, seed: int, tally: Tally) -> None:
    """Analysts whose disk fails them; none where it cannot be made to."""
    try:
        found = failing_disk.run(rounds, seed)
    except failing_disk.Unavailable as reason:
        print(f"SKIPPED: no failing disk: {reason}", file=sys.stderr)
        return
    tally.acknowledged += found["acknowledged"]
    tally.lost += found["lost"]
    tally.injected += found["injected"]
    tally.kinds += Counter(found["kinds"])
    for what in found["said"]:
        tally.blame(what)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}", file=sys.stderr)
    tally = run(options.rounds, options.seed)
    run_on_failing_disk(-(-options.rounds // 5), options.seed, tally)
    for what in tally.said:
        print(what, file=sys.stderr)
    print(json.dumps(tally.numbers()))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
