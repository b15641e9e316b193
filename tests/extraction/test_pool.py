"""The pool of worker processes, with small scripts for workers."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.documents import Source
from annotator.core.errors import KnownError
from annotator.core.suggestions import Extraction
from annotator.extraction.pool import Job, WorkerPool

#: Answers with its number; "die" ends it, "once" ends the first one only, "slow" sleeps.
SCRIPT = """
import json, os, pathlib, sys, time
home = pathlib.Path(sys.argv[1])
(home / f"pid{os.getpid()}").touch()
print(json.dumps({"hello": {"protocol": 1, "model": "fake", "rules": "1"}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    text = job["text"]
    if text == "die" or (text == "once" and not (home / "died").exists()):
        (home / "died").touch()
        os._exit(3)
    if text == "long":
        print(json.dumps({"job": job["job"], "progress": [1, 2]}), flush=True)
    if text == "slow":
        time.sleep(60)
    if text == "cut":
        print('{"job": 1, "mod', end="", flush=True)
        os._exit(0)
    if text == "refuse":
        print(json.dumps({"job": job["job"], "error": "No."}), flush=True)
        continue
    answer = {"job": job["job"], "model": text, "rules": "1", "suggestions": []}
    print(json.dumps(answer), flush=True)
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return [sys.executable, str(script), str(tmp_path)]


def jobs(*texts: str) -> Iterator[Job]:
    return ((number, Source(text)) for number, text in enumerate(texts))


def results(command: list[str], texts: list[str], workers: int) -> dict[object, object]:
    with WorkerPool(command, workers) as pool:
        return dict(pool.run(jobs(*texts)))


def nobody_left(folder: Path) -> bool:
    pids = [int(path.name[3:]) for path in folder.glob("pid*")]
    return bool(pids) and not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.parametrize("workers", [1, 3])
def test_every_job_comes_back_once_with_its_answer(command: list[str], workers: int) -> None:
    texts = [f"t{n}" for n in range(20)]
    got = results(command, texts, workers)
    assert {
        key: value.model for key, value in got.items() if isinstance(value, Extraction)
    } == dict(enumerate(texts))


def test_no_jobs_start_no_workers(command: list[str], tmp_path: Path) -> None:
    assert results(command, [], 2) == {}
    assert not list(tmp_path.glob("pid*"))


def test_how_far_a_long_job_is_is_told(command: list[str]) -> None:
    told: list[tuple[object, int, int]] = []
    with WorkerPool(command, 1, lambda *news: told.append(news)) as pool:
        got = dict(pool.run(jobs("a", "long")))
    assert told == [(1, 1, 2)]
    assert all(isinstance(value, Extraction) for value in got.values())


def test_a_refused_job_is_an_error_and_the_worker_goes_on(
    command: list[str], tmp_path: Path
) -> None:
    got = results(command, ["a", "refuse", "b"], 1)
    assert isinstance(got[1], KnownError)
    assert str(got[1]) == "No."
    assert isinstance(got[2], Extraction)
    assert len(list(tmp_path.glob("pid*"))) == 1


@pytest.mark.parametrize("deadly", ["die", "cut"])
def test_a_deadly_job_is_tried_twice_then_told_and_nothing_is_lost(
    command: list[str], tmp_path: Path, deadly: str
) -> None:
    got = results(command, ["a", deadly, "b", "c"], 1)
    assert isinstance(got[1], KnownError)
    assert "stopped over this article" in str(got[1])
    assert [type(got[n]) for n in (0, 2, 3)] == [Extraction] * 3
    assert len(list(tmp_path.glob("pid*"))) == 3


def test_a_worker_that_dies_by_chance_gets_its_job_again(command: list[str]) -> None:
    got = results(command, ["once", "b"], 1)
    assert all(isinstance(value, Extraction) for value in got.values())


def test_a_command_that_never_starts_is_told_for_every_job() -> None:
    got = results([sys.executable, "-c", "raise SystemExit(1)"], ["a", "b"], 1)
    assert [
        str(value).startswith("The extraction worker does not start") for value in got.values()
    ] == [
        True,
        True,
    ]


def test_it_reads_only_a_little_ahead(command: list[str]) -> None:
    taken: list[int] = []

    def source() -> Iterator[Job]:
        for number in range(100):
            taken.append(number)
            yield number, Source(f"t{number}")

    with WorkerPool(command, 2) as pool:
        running = pool.run(source())
        next(running)
        assert len(taken) <= 6
        running.close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_no_process_outlives_the_pool(command: list[str], tmp_path: Path) -> None:
    with WorkerPool(command, 2) as pool:
        assert len(dict(pool.run(jobs("a", "b", "c")))) == 3
    assert nobody_left(tmp_path)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_leaving_early_ends_a_busy_worker(command: list[str], tmp_path: Path) -> None:
    begin = time.monotonic()
    with WorkerPool(command, 2) as pool:
        running = pool.run(jobs("a", "slow", "slow"))
        next(running)
        running.close()
    assert time.monotonic() - begin < 20
    assert nobody_left(tmp_path)
    assert os.getpid()
