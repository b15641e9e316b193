"""Bringing articles in and gold out, in the background of the real window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from annotator.core.exports import ExportWish
from annotator.gui.dialogs.columns_dialog import ColumnsDialog
from annotator.gui.dialogs.export_dialog import ExportDialog
from annotator.gui.dialogs.export_report import ExportReport
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


def test_annotations_of_another_tool_come_in_as_decided(
    bare: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(bare)
    path = tmp_path / "tasks.jsonl"
    spans = [{"start": 0, "end": 7, "label": "PER"}, {"start": 9, "end": 99, "label": "PER"}]
    path.write_text(json.dumps({"text": "Ms Pell said so.", "spans": spans}), encoding="utf-8")
    analyst.name_file(path)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportReport)
        said.append(dialog.as_text())
        dialog.close()

    analyst.press("Ctrl+Alt+G")
    analyst.meet_dialog(read)
    analyst.wait(lambda: bool(said))
    assert said[0].splitlines()[:2] == [
        "1 added.",
        "Brought along: 1 span; PER is PERSON; left out: beyond the text (1).",
    ]
    session = analyst.window.files.session
    assert session is not None
    (span,) = session.gold_line("tasks.jsonl-1").spans
    assert (span.label, span.state) == ("PERSON", "added")


def in_export(analyst: Analyst, act: Callable[[ExportDialog], None]) -> None:
    """Ask for an export by key, do something in its dialog, press Enter."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        act(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    analyst.meet_dialog(answer)
    analyst.press("Ctrl+E")


def test_export_of_what_is_complete_is_shown_in_its_folder_and_remembered(
    bare: Path, sit: Sit, tmp_path: Path, opened_urls: list[QUrl]
) -> None:
    analyst = sit(bare)
    analyst.press("Ctrl+Return")
    out = tmp_path / "gold.jsonl"
    in_export(analyst, lambda dialog: dialog.out.setText(str(out)))
    analyst.wait(lambda: "1 complete article exported" in banner(analyst))
    line = json.loads(out.read_text(encoding="utf-8"))
    assert line["status"] == "complete"
    assert [decision["act"] for decision in line["decisions"]][-1:] == ["complete"]
    analyst.window.panels.banner.action.click()
    analyst.press("Ctrl+Alt+E")
    assert opened_urls == [QUrl.fromLocalFile(f"{tmp_path}/")] * 2

    def without_log(dialog: ExportDialog) -> None:
        assert dialog.out.text() == str(out)
        dialog.log.setChecked(False)

    in_export(analyst, without_log)
    analyst.wait(lambda: "decisions" not in json.loads(out.read_text(encoding="utf-8")))
    in_export(analyst, lambda dialog: dialog.reject())
    assert not analyst.window.settings.exports[str(bare)]["log"]


def test_all_articles_can_be_exported_though_none_is_complete(
    news: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(news)
    out = tmp_path / "all"

    def choose_all(dialog: ExportDialog) -> None:
        assert not dialog.go.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.out.text().endswith("-gold.jsonl")
        QTest.keyClicks(dialog.articles.which, "all")
        assert dialog.out.text().endswith("-all.jsonl")
        assert "take their open suggestions along" in dialog.about.text()
        dialog.out.setText(str(out))

    in_export(analyst, choose_all)
    analyst.wait(lambda: "3 articles exported" in banner(analyst))
    assert len(out.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_what_a_format_loses_is_reported_and_the_choices_are_remembered(
    news: Path, sit: Sit, tmp_path: Path, opened_urls: list[QUrl]
) -> None:
    analyst = sit(news)
    said: list[str] = []

    def choose(dialog: ExportDialog) -> None:
        QTest.keyClicks(dialog.articles.which, "the")
        QTest.keyClicks(dialog.format, "conll")
        QTest.keyClicks(dialog.split.which, "train 90")
        assert dialog.out.text() == str(news.with_name("news-all.conll"))
        assert dialog.files.text() == "news-all-train.conll, news-all-test.conll"
        assert "ratings, notes and the log stay behind" in dialog.about.text()

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportReport)
        said.append(dialog.as_text())
        dialog.show_folder.click()
        dialog.accept()

    in_export(analyst, choose)
    analyst.meet_dialog(read)
    analyst.wait(lambda: bool(said))
    assert "ratings stayed behind" in said[0]
    assert opened_urls == [QUrl.fromLocalFile(f"{news.parent}/")]

    def look_again(dialog: ExportDialog) -> None:
        assert (dialog.articles.which.value, dialog.format.value) == ("shown", "conll")
        assert dialog.split.which.value == "90/10"
        dialog.format.pick("jsonl")
        dialog.format.activated.emit(0)
        said.append(dialog.out.text())
        dialog.reject()

    in_export(analyst, look_again)
    assert said[1:] == [str(news.with_name("news-all.jsonl"))]


def test_an_export_by_filter_labels_and_shares_is_chosen_with_keys_and_remembered(
    news: Path, sit: Sit
) -> None:
    analyst = sit(news)
    session = analyst.window.files.session
    assert session is not None
    used = max(session.label_uses(), key=session.label_uses().__getitem__)
    said: list[str] = []

    def choose(dialog: ExportDialog) -> None:
        QTest.keyClicks(dialog.articles.which, "complete articles that")
        QTest.keyClick(dialog.articles.which, Qt.Key.Key_Tab)
        QTest.keyClicks(dialog.articles.line, "status:nonsense")
        dialog.articles.settle()
        said.append(dialog.problem.text())
        dialog.articles.line.clear()
        QTest.keyClicks(dialog.articles.line, "status:new,in_progress")
        QTest.keyClicks(dialog.format, "conll")
        QTest.keyClicks(dialog.labels.which, "only")
        assert dialog.problem.text() == "Tick a label, or choose all of them."
        ids = [label.id for label in dialog.labels.ticks.labels()]
        for _ in range(ids.index(used)):
            QTest.keyClick(dialog.labels.ticks, Qt.Key.Key_Down)
        QTest.keyClick(dialog.labels.ticks, Qt.Key.Key_Space)
        QTest.keyClicks(dialog.split.which, "other")
        dialog.split.shares.setText("50/50")
        dialog.split.seed.setValue(7)
        QTest.keyClick(dialog.split.seed, Qt.Key.Key_Return)  # before the typing has rested

    analyst.meet_dialog(lambda dialog: choose(dialog) if isinstance(dialog, ExportDialog) else None)
    analyst.meet_dialog(lambda dialog: dialog.accept())  # the report of what is lost
    analyst.press("Ctrl+E")
    out = news.with_name("news-all-train.conll.manifest.json")
    analyst.wait(out.exists)
    assert "nonsense" in said[0]
    assert set(json.loads(out.read_text(encoding="utf-8"))["label"]) == {used}

    def look_again(dialog: ExportDialog) -> None:
        assert dialog.articles.line.text() == "status:new,in_progress"
        assert dialog.wish.only == (used,)
        assert str(dialog.wish.split) == "50/50"
        assert dialog.split.seed.value() == 7
        said.append("seen")
        dialog.reject()

    in_export(analyst, look_again)
    assert said[1:] == ["seen"]


def test_tab_goes_through_the_export_as_the_eye_does(news: Path, sit: Sit) -> None:
    analyst = sit(news)
    walked: list[bool] = []

    def walk(dialog: ExportDialog) -> None:
        fields = [dialog.articles.which, dialog.format, dialog.split.which]
        fields += [dialog.out, dialog.choose, dialog.log]
        for field in fields:
            assert dialog.focusWidget() is field
            QTest.keyClick(field, Qt.Key.Key_Tab)
        walked.append(True)
        dialog.reject()

    in_export(analyst, walk)
    assert walked


def test_an_export_that_fails_says_so(bare: Path, sit: Sit, tmp_path: Path) -> None:
    analyst = sit(bare)
    analyst.window.exports.write(ExportWish(tmp_path / "no" / "such" / "folder" / "gold.jsonl"))
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


def test_a_table_whose_columns_are_not_clear_is_asked_about(
    bare: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(bare)
    saved = tmp_path / "saved"
    saved.mkdir()
    table = "Kopf,Inhalt\nPrison rated poor,{}\n".format("Rated poor by inspectors. " * 12)
    for name in ("may.csv", "june.csv"):
        (saved / name).write_text(table.replace("poor by", f"poor in {name} by"), encoding="utf-8")
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ColumnsDialog)
        seen.append(dialog.heading.text())
        assert dialog.columns == {"text": "Inhalt"}  # the column with the long cells
        dialog.fields["title"].pick("Inhalt")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.problem.text() == "One column is chosen twice."
        dialog.fields["title"].pick("Kopf")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportReport)
        seen.append(dialog.as_text())
        dialog.close()

    analyst.meet_dialog(choose)
    analyst.window.files.take_in([saved])
    analyst.wait(lambda: bool(seen))
    analyst.meet_dialog(read)
    analyst.wait(lambda: len(seen) == 2)
    assert seen[0] == "Columns of 2 tables"
    assert seen[1].startswith("2 added (1 near copy)")
    session = analyst.window.files.session
    assert session is not None
    assert session.read("may.csv-2").document.title == "Prison rated poor"


def test_words_that_are_dropped_become_an_article(bare: Path, sit: Sit) -> None:
    analyst = sit(bare)
    data = QMimeData()
    data.setText("Dunmere Academy rated good by inspectors\n\nIt was rated good.")
    where, copy = QPointF(200, 200), Qt.DropAction.CopyAction
    left, no = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    analyst.meet_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    analyst.window.dropEvent(QDropEvent(where, copy, data, left, no))
    analyst.wait(lambda: "Added: “Dunmere Academy rated good by inspectors”." in banner(analyst))
    link = QMimeData()
    link.setUrls([QUrl("https://sedgeholm-echo.example/news")])
    analyst.window.dropEvent(QDropEvent(where, copy, link, left, no))
    assert "Save the page" in banner(analyst)


def test_dialogs_begin_where_the_last_project_and_the_last_articles_lie(
    bare: Path, sit: Sit, tmp_path: Path
) -> None:
    analyst = sit(bare)
    saved = tmp_path / "saved"
    saved.mkdir()
    article = samples.write_article(
        saved, "more.txt", "Dunmere Prison was rated good by inspectors.\n" * 3
    )
    seen: list[Path] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(Path(dialog.directory().absolutePath()))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    analyst.window.files.take_in([article])
    analyst.wait(lambda: "more.txt" in analyst.window.panels.articles.model.ids)
    for keys in ("Ctrl+N", "Ctrl+Shift+O", "Ctrl+O", "Ctrl+Alt+I"):
        analyst.meet_dialog(look)
        analyst.press(keys)
    assert seen == [tmp_path, tmp_path, saved, saved]


def test_a_new_project_never_opens_an_old_one(
    news: Path, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = sit(None)
    chosen = str(news.with_suffix(""))  # as typed, without an ending
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen, ""))
    analyst.press("Ctrl+N")
    assert "news.annotator is there already" in banner(analyst)
    assert analyst.window.bench is None
