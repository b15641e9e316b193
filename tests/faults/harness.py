"""Kill a process that takes decisions, at a random moment, and look what is left of them.

``python tests/faults/harness.py --rounds N [--seed S]`` ends with one JSON line. A fault is
anything that must not be: a decision that was acknowledged and is not there, half a gesture, a
finding of doctor, a gate that does not let the article pass.
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
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.core.decisions import Decision, Edit
from annotator.core.errors import KnownError
from annotator.core.review import Review
from annotator.session import Session
from tests import samples
from tests.gestures import random_gesture

#: The longest a process lives after its first decision, in seconds.
LONGEST = 0.25
#: How long a process may take to its first decision before that is a fault of its own.
PATIENCE = 30.0


@dataclass
class Tally:
    """What all rounds together came to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    faults: int = 0
    said: list[str] = field(default_factory=list)

    def blame(self, what: str) -> None:
        self.faults += 1
        self.said.append(what)


def make_template(folder: Path) -> Path:
    """A project with three articles and their suggestions, copied for every round."""
    session = Session(folder / "template.annotator", create=True, analyst="anna")
    with closing(session):
        for number in range(3):
            text = samples.TEXT.replace("chief", f"chief {number}") + f"\nReport {number}."
            samples.filled(session, folder, f"a{number}.txt", text)
    return session.path


# --- the process that is killed ---


def decide_until_killed(path: Path, seed: int, say: Callable[[str], None]) -> None:
    """Take random decisions in a burst; say each before (``+``) and after (``=``) it is made."""
    rng = random.Random(seed)
    session = Session(path, analyst="anna")
    ids = session.article_ids()
    review = session.open_article(rng.choice(ids))
    while True:
        kind = rng.random()
        if kind < 0.12:
            _take_back(session, session.undo, say)
        elif kind < 0.2:
            _take_back(session, session.redo, say)
        elif kind < 0.3:
            reviews = [session._project.review(i) for i in ids if rng.random() < 0.8]
            found = [random_gesture(r, rng, lambda kind: f"{kind}{rng.random()}") for r in reviews]
            _apply(session, [edit for edit in found if not edit.is_silent], say)
        else:
            if kind < 0.4:
                review = session.open_article(rng.choice(ids))
            edit = random_gesture(session.review or review, rng, _new_id(session))
            if edit:
                _apply(session, [edit], say)


def _new_id(session: Session) -> Callable[[str], str]:
    return lambda kind: session.new_item_id("span" if kind == "span" else "rating")


def _apply(session: Session, edits: list[Edit], say: Callable[[str], None]) -> None:
    wanted = {}
    if not edits:
        return
    for edit in edits:
        last = session._project.decisions.last_n(edit.document_id)
        acts = [(last + 1 + n, c.act, c.target) for n, c in enumerate(edit.changes)]
        wanted[edit.document_id] = acts
    say("+" + json.dumps(wanted))
    session.apply(edits[0], ms=5) if len(edits) == 1 else session.apply_all(edits, ms=5)
    say("=" + json.dumps(wanted))


def _take_back(session: Session, gesture: Callable[[], object], say: Callable[[str], None]) -> None:
    """An undo or a redo chooses its own articles, so only afterwards is known what it did."""
    heads = _lengths(session)
    say("+{}")
    if gesture() is None:
        return
    logs = {i: session._project.decisions.load(i)[before:] for i, before in heads.items()}
    done = {i: [(d.n, d.act, d.target) for d in log] for i, log in logs.items() if log}
    say("=" + json.dumps(done))


def _lengths(session: Session) -> dict[str, int]:
    return {i: session._project.decisions.last_n(i) for i in session.article_ids()}


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
    said = _kill_at_random(path, rng, tally)
    acknowledged = [_parsed(line) for line in said if line.startswith("=")]
    intended = _parsed(said[-1]) if said and said[-1].startswith("+") else None
    tally.rounds += 1
    tally.acknowledged += sum(len(wanted) for said in acknowledged for wanted in said.values())
    for line in said:
        if line.startswith("!"):
            tally.blame(f"seed {seed}: the process itself failed: {line}")
    try:
        with closing(Session(path)) as session:
            _compare(session, acknowledged, intended, tally, seed)
            _look_after(session, folder, tally, seed)
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


#: By article: number, act and target of each decision.
Said = dict[str, list[tuple[int, str, str]]]


def _parsed(line: str) -> Said:
    return {i: [(n, act, target) for n, act, target in w] for i, w in json.loads(line[1:]).items()}


def _compare(
    session: Session, acknowledged: list[Said], intended: Said | None, tally: Tally, seed: int
) -> None:
    """Everything acknowledged is there; beyond it stands at most one whole gesture."""
    logs = {i: session._project.decisions.load(i) for i in session.article_ids()}
    counts = dict.fromkeys(logs, 0)
    for document_id, wanted in (pair for said in acknowledged for pair in said.items()):
        log = logs[document_id]
        for n, act, target in wanted:
            found = log[n - 1] if n <= len(log) else None
            if found is None or (found.n, found.act, found.target) != (n, act, target):
                tally.lost += 1
                tally.blame(f"seed {seed}: {document_id}: decision {n} ({act} {target}) is lost")
            counts[document_id] = max(counts[document_id], n)
    beyond = {i: log[counts[i] :] for i, log in logs.items() if log[counts[i] :]}
    if beyond and not _is_whole(session, beyond, intended):
        tally.blame(f"seed {seed}: half a gesture is there: {beyond}")


def _is_whole(session: Session, beyond: dict[str, list[Decision]], intended: Said | None) -> bool:
    """Is what nobody acknowledged exactly the gesture that was under way?"""
    if intended is None:
        return False
    if intended:
        return {i: [(d.n, d.act, d.target) for d in log] for i, log in beyond.items()} == intended
    document_id, log = next(iter(beyond.items()))
    gesture = session._project.db.value(
        "SELECT gesture FROM decisions WHERE document_id = ? AND n = ?", document_id, log[0].undoes
    )
    undone = session._project.decisions.of_gesture(gesture)
    acts = {d.act for log in beyond.values() for d in log}
    sizes = {i: len(decisions) for i, decisions in undone.items()}
    return acts in ({"undo"}, {"redo"}) and sizes == {i: len(log) for i, log in beyond.items()}


def _look_after(session: Session, folder: Path, tally: Tally, seed: int) -> None:
    for finding in session.examine():
        tally.blame(f"seed {seed}: doctor: {finding.where}: {finding.what}")
    for document_id in session.article_ids():
        live, replayed = _states(session, document_id)
        if live != replayed:
            tally.blame(f"seed {seed}: {document_id} is not what its log makes of it")
    session.export_gold(folder / "gold.jsonl", all_articles=True)


def _states(session: Session, document_id: str) -> tuple[object, object]:
    def picture(review: Review) -> object:
        return review.spans, review.ratings, review.article

    replayed = session._project.replay(document_id).review
    return picture(session.open_article(document_id)), picture(replayed)


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    print(f"seed {options.seed}", file=sys.stderr)
    tally = run(options.rounds, options.seed)
    for what in tally.said:
        print(what, file=sys.stderr)
    numbers = {key: getattr(tally, key) for key in ("rounds", "acknowledged", "lost", "faults")}
    print(json.dumps(numbers))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
