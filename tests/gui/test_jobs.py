"""Work in the pool: answers on the window's thread, none after a drop, errors as they are."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.errors import KnownError
from annotator.gui.jobs import Job, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_answers_and_progress_arrive_on_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, int]] = []
    main = threading.get_ident()

    def work(job: Job) -> str:
        assert threading.get_ident() != main
        job.report(1, 2, "a.txt")
        return "done"

    job = jobs.start(work)
    job.progressed.connect(lambda *said: seen.append((said, threading.get_ident())))
    job.finished.connect(lambda answer: seen.append((answer, threading.get_ident())))
    qtbot.waitUntil(lambda: any(answer == "done" for answer, _ in seen))
    assert {thread for _, thread in seen} == {main}


def test_an_error_reaches_failed_only(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_job: Job) -> None:
        raise KnownError("It did not work.")

    failed: list[BaseException] = []
    finished: list[object] = []
    job = jobs.start(work)
    job.failed.connect(failed.append)
    job.finished.connect(finished.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "It did not work."
    assert finished == []


def test_a_late_answer_reaches_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[object] = []
    first = jobs.start(lambda _job: go.wait(10))
    first.finished.connect(answers.append)
    jobs.drop(first)
    go.set()
    second = jobs.start(lambda _job: "second")
    second.finished.connect(answers.append)
    qtbot.waitUntil(lambda: "second" in answers)
    jobs._pool.waitForDone()
    qtbot.waitUntil(lambda: not jobs._running)
    assert answers == ["second"]


def test_cancel_is_seen_by_the_work_and_keeps_its_answer(jobs: Jobs, qtbot: QtBot) -> None:
    began = threading.Event()

    def work(job: Job) -> int:
        began.set()
        count = 0
        while not job.is_cancelled:
            count += 1
        return count

    answers: list[object] = []
    job = jobs.start(work)
    job.finished.connect(answers.append)
    assert began.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: bool(answers))


def test_close_cancels_and_waits(jobs: Jobs) -> None:
    ended = threading.Event()

    def work(job: Job) -> None:
        while not job.is_cancelled:
            pass
        ended.set()

    jobs.start(work)
    jobs.close()
    assert ended.is_set()
