"""Bringing articles in and gold out, in the background of the real window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from annotator.gui.dialogs.import_report import ImportReport
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.gui.conftest import banner, here

Sit = Callable[..., Analyst]


def test_an_import_into_an_empty_project_opens_the_article(tmp_path: Path, sit: Sit) -> None:
    project = tmp_path / "new.annotator"
    Session(project, create=True).close()
    analyst = sit(project)
    analyst.name_file(samples.write_article(tmp_path))
    analyst.press("Ctrl+O")
    analyst.wait(lambda: "1 article added." in banner(analyst))
    assert here(analyst) == "ashcombe.txt"
    analyst.press("J")
    assert analyst.view.hasFocus()


def test_what_was_there_already_is_reported(news: Path, sit: Sit, tmp_path: Path) -> None:
    analyst = sit(news)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportReport)
        said.append(dialog.as_text())
        dialog.close()

    analyst.meet_dialog(read)
    analyst.window.files.take_in([tmp_path / "a.txt", tmp_path / "missing.txt"])
    analyst.wait(lambda: bool(said))
    assert said[0].startswith("1 already there, 1 failed.")
    analyst.press("J")
    assert analyst.view.hasFocus()


def test_export_of_what_is_complete(bare: Path, sit: Sit, tmp_path: Path) -> None:
    analyst = sit(bare)
    analyst.press("Ctrl+Return")
    out = tmp_path / "gold.jsonl"
    analyst.name_file(out)
    analyst.press("Ctrl+E")
    analyst.wait(lambda: "1 complete article exported" in banner(analyst))
    assert json.loads(out.read_text(encoding="utf-8"))["status"] == "complete"


def test_an_export_that_fails_says_so(bare: Path, sit: Sit, tmp_path: Path) -> None:
    analyst = sit(bare)
    analyst.window.files.write_gold(tmp_path / "no" / "such" / "folder" / "gold.jsonl")
    analyst.wait(lambda: banner(analyst) != "")
    assert "Not done" in banner(analyst)


def test_another_project_takes_the_place_of_this_one(news: Path, bare: Path, sit: Sit) -> None:
    analyst = sit(news)
    opened: list[tuple[Path, bool]] = []
    analyst.window.open_path = lambda path, create: opened.append((path, create))
    analyst.name_file(bare)
    analyst.press("Ctrl+Shift+O")
    assert opened == [(bare, False)]
    analyst.name_file(bare.with_name("Other"))
    analyst.press("Ctrl+N")
    assert opened[1] == (bare.with_name("Other.annotator"), True)
