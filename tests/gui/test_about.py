"""Where a person's files are, and what the program wrote down of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from annotator import logs, paths
from annotator.gui.dialogs.about_dialog import AboutDialog
from tests.e2e.conftest import Analyst
from tests.gui.conftest import acts

Sit = Callable[..., Analyst]


def test_versions_and_folders_are_shown_and_copied(news: Path, sit: Sit) -> None:
    analyst = sit(news)

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, AboutDialog)
        QTest.keyClick(dialog.copied, " ")
        opens = [b for b in dialog.findChildren(QPushButton) if b.text() == "Open"]
        assert [b.isEnabled() for b in opens] == [f.is_dir() for _, f in dialog._rows]
        dialog.close()

    analyst.meet_dialog(read)
    analyst.press("Shift+F1")
    copied = QApplication.clipboard().text()
    assert copied.startswith("annotator 0.")
    for folder in (news.parent, paths.data_dir(), paths.log_file().parent):
        assert str(folder) in copied
    analyst.press("A")
    assert acts(news)[-1] == "confirm"


def test_the_log_holds_bugs_without_words_and_stays_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path))
    file = logs.start()
    assert file == paths.log_file()
    try:
        raise ValueError("“Ruth Hale” was here")
    except ValueError as error:
        report = logs.report(type(error), error.__traceback__)
    for _ in range(3000):
        logs.note(report)
    logs.stop()
    logs.note("after the end")
    kept = sorted(file.parent.iterdir())
    assert len(kept) == 4
    assert sum(f.stat().st_size for f in kept) < 900_000
    text = file.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "Ruth Hale" not in "".join(line for line in text.splitlines() if "raise" not in line)
    assert "after the end" not in text


def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path))
    assert logs.start() is None
    logs.note("nobody hears this")
    assert "hears" not in "".join(p.read_text() for p in tmp_path.iterdir() if p.is_file())
