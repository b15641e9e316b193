"""The worker's side of the protocol."""

from __future__ import annotations

import io
import json
import select
import subprocess
import sys

import pytest

from annotator.core.documents import PartialDate, Zone
from annotator.core.errors import KnownError
from annotator.core.protocol import (
    CANCELLED,
    Answer,
    Cancel,
    Hello,
    Progress,
    Request,
    read_message,
)
from annotator.core.suggestions import Extraction, OnProgress
from annotator.extraction import RULES, worker


class Fake:
    """Finds nothing, fails where the text says so, and chatters."""

    model = "fake-1"
    complaints = ("odd.toml is odd.",)

    def extract(
        self,
        text: str,
        zones: tuple[Zone, ...],
        published: PartialDate,
        on_progress: OnProgress,
        explain: bool,
    ) -> Extraction:
        for part in range(3 if "long" in text else 0):
            on_progress(part + 1, 3)
        print("chatter of some library")
        if "bug" in text:
            raise RuntimeError(text)
        if "known" in text:
            raise KnownError("This text is too odd.")
        return Extraction((), self.model, RULES)


def talk(*lines: str, make: object = Fake) -> tuple[int, list[str]]:
    out = io.StringIO()
    code = worker.run(io.StringIO("".join(lines)), out, make)  # type: ignore[arg-type]
    return code, out.getvalue().splitlines()


def test_it_says_hello_and_answers_until_the_input_ends() -> None:
    code, lines = talk(Request(1, "a").to_line(), "\n", Request(2, "b", (Zone(0, 1),)).to_line())
    assert code == 0
    messages = [read_message(line, {1: "a", 2: "b"}) for line in lines]
    assert messages == [
        Hello("fake-1", RULES, ("odd.toml is odd.",)),
        Answer(1, Extraction((), "fake-1", RULES)),
        Answer(2, Extraction((), "fake-1", RULES)),
    ]


def test_one_bad_job_does_not_end_it_and_its_words_stay_inside() -> None:
    _, lines = talk(
        Request(1, "a bug: secret").to_line(),
        Request(2, "known").to_line(),
        '{"job": 3}\n',
        "no json\n",
        Request(5, "fine").to_line(),
    )
    answers = [json.loads(line) for line in lines[1:]]
    assert [a["job"] for a in answers] == [1, 2, 3, -1, 5]
    assert answers[0]["error"] == "The article could not be read (RuntimeError)."
    assert answers[1]["error"] == "This text is too odd."
    assert "error" not in answers[4]
    assert "secret" not in "".join(lines)


def test_a_long_text_is_told_of_and_can_be_cancelled() -> None:
    _, lines = talk(Request(1, "long").to_line(), Request(2, "b").to_line())
    assert [read_message(line, {1: "long", 2: "b"}) for line in lines[1:]] == [
        *(Progress(1, done, 3) for done in (1, 2, 3)),
        Answer(1, Extraction((), "fake-1", RULES)),
        Answer(2, Extraction((), "fake-1", RULES)),
    ]
    _, lines = talk(Cancel(1).to_line(), Request(1, "long").to_line(), Request(2, "b").to_line())
    assert read_message(lines[1], {1: "long"}) == Answer(1, None, CANCELLED)
    assert len(lines) == 3


def test_stray_prints_never_reach_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    _, lines = talk(Request(1, "a").to_line())
    assert all(line.startswith("{") for line in lines)
    assert "chatter" in capsys.readouterr().err


def test_a_pipeline_that_cannot_be_made_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> Fake:
        raise KnownError("The language model cannot be loaded.")

    assert talk(make=broken) == (1, [])
    assert "cannot be loaded" in capsys.readouterr().err


SLEEPER = """
import sys, time
from annotator.extraction import worker

class Slow:
    model, complaints = None, ()
    def extract(self, *_):
        print("it reads", file=sys.stderr, flush=True)
        time.sleep(600)

sys.exit(worker.run(sys.stdin, sys.stdout, Slow))
"""


@pytest.mark.skipif(not hasattr(select, "poll"), reason="there it ends with its next line")
def test_it_ends_when_whoever_asked_was_killed() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLEEPER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        process.stdin.write(Request(1, "a").to_line())
        process.stdin.flush()
        assert process.stdout.readline().startswith('{"hello"')
        assert process.stderr.readline() == "it reads\n"
        process.stdout.close()  # as the system does for a process that is killed
        assert process.wait(timeout=60) == 1
