"""No words from files, projects or people are HTML: they are shown as they are, wherever they are.

What looks like HTML goes through the real window, and every label, tool tip and line is looked at.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.errors import ProjectError
from annotator.core.exports import Exported
from annotator.core.filters import ArticleFilter
from annotator.gui.dialogs.export_report import ExportReport
from annotator.gui.dialogs.import_report import ImportReport
from annotator.gui.panels.plain import tip
from annotator.gui.theme import LIGHT
from annotator.session import Imported, Session
from annotator.settings import Settings
from tests import samples
from tests.e2e.conftest import Analyst

Sit = Callable[..., Analyst]

GUI = Path(__file__).resolve().parents[2] / "annotator" / "gui"
EVIL = '<b>x</b><a href="http://x">y</a><img src=file:///etc/passwd>'
#: The same as a file may be called.
EVIL_NAME = '<b>x<b><a href="http:x">y<a><img src=etc>'
#: Where a label may be made whose words are read as HTML, and why.
RICH = {"panels/banner.py": "what is safe is said in a quieter colour; all words are escaped"}


# --- what is written in the source ---


def calls(module: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def test_labels_tips_and_progress_are_made_plain_in_one_place() -> None:
    never = {"setOpenExternalLinks", "setHtml", "insertHtml", "QTextBrowser", "QMessageBox"}
    never |= {"QProgressDialog", "QErrorMessage", "QWhatsThis", "setWhatsThis"}
    for module in GUI.rglob("*.py"):
        name = module.relative_to(GUI).as_posix()
        if name == "panels/plain.py":
            continue
        for called, node in calls(module):
            where = f"{name}:{node.lineno}: {called}"
            assert called not in never, where
            assert called != "QLabel" or name in RICH, where
            assert called != "setTextFormat" or name in (*RICH, "panels/drawing.py", *STATIC), where
            if called in ("setToolTip", "showText"):
                said = ast.unparse(node.args[1 if called == "showText" else 0])
                assert said.startswith("tip("), where
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                assert not bases & {"QLabel", "QTextBrowser", "QMessageBox"}, f"{name}: {node.name}"


#: Still texts of the painter, which are made plain there.
STATIC = ("article_view/tags.py",)


def test_only_what_looks_like_html_is_wrapped() -> None:
    assert tip("2 < 3 & 4\nA") == "2 < 3 & 4\nA"
    assert shown_by(tip(EVIL)) == EVIL
    assert shown_by(tip(f"a\n  {EVIL}")) == f"a\n  {EVIL}"
    assert shown_by(tip("&lt;b>")) == "&lt;b>"


def shown_by(tool_tip: str) -> str:
    """The words that a tool tip, or a label without a format, shows."""
    if not QtGui.Qt.mightBeRichText(tool_tip):  # type: ignore[attr-defined]
        return tool_tip
    document = QTextDocument()
    document.setHtml(tool_tip)
    return document.toPlainText()


def shown(label: QLabel) -> str:
    is_plain = label.textFormat() == Qt.TextFormat.PlainText
    return label.text() if is_plain else shown_by(label.text())


# --- what is seen in the window ---


def live(widget: QWidget) -> list[str]:
    """What a widget, or one in it, shows that Qt would read as HTML."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel) and one.textFormat() != Qt.TextFormat.PlainText:
            shown = shown_by(one.text())
            if not is_banner(one) or ("<b>" not in shown and "<b>" in one.accessibleName()):
                found.append(f"label {one.text()!r}")
        if QtGui.Qt.mightBeRichText(one.toolTip()) and "<b>x" not in shown_by(one.toolTip()):  # type: ignore[attr-defined]
            found.append(f"tip of {type(one).__name__} {one.toolTip()!r}")
        if isinstance(one, QTextEdit) and has_live(one.document()):
            found.append(f"text {one.toPlainText()!r}")
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            found.extend(live_tips(one.model()))
    return found


def is_banner(label: QLabel) -> bool:
    parent = label.parentWidget()
    return parent is not None and parent.objectName() == "banner"


def has_live(document: QTextDocument) -> bool:
    """Is there a link or a picture in it?"""
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            kind = fragments.fragment().charFormat()
            if kind.isAnchor() or kind.isImageFormat():
                return True
            fragments += 1
        block = block.next()
    return False


def live_tips(model: QAbstractItemModel) -> Iterator[str]:
    for index in cells(model):
        said = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if QtGui.Qt.mightBeRichText(said) and "<b>x" not in shown_by(said):  # type: ignore[attr-defined]
            yield f"tip of a row {said!r}"


def cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    """The first rows; Qt hides from a list's model how many columns it has."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), 50)):
        yield from (model.index(row, column) for column in range(columns))


def words_in(widget: QWidget) -> str:
    """All that is said in a window, as text."""
    said = [widget.windowTitle()]
    for one in (widget, *widget.findChildren(QWidget)):
        said.append(shown(one) if isinstance(one, QLabel) else one.accessibleName())
        if isinstance(one, QTextEdit | QPlainTextEdit):
            said.append(one.toPlainText())
        model = one.model() if isinstance(one, QAbstractItemView | QComboBox) else None
        if model is not None:
            said += [str(index.data() or "") for index in cells(model)]
        if isinstance(one, QLineEdit):
            said.append(one.text())
    return "\n".join(said)


#: What opens a dialog on the article, and whether it must say the words of the article.
DIALOGS = {
    **dict.fromkeys(("change_analyst", "show_history", "show_overview"), True),
    **dict.fromkeys(("saved_filters", "edit_details", "edit_labels"), True),
    **dict.fromkeys(
        ("check_consistency", "compare_copies", "show_backups", "confirm_seen", "export_gold"),
        False,
    ),
    **dict.fromkeys(("show_keys", "show_commands", "show_settings", "show_about"), False),
}


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A project in which everything is called what Qt would read as HTML."""
    if sys.platform == "win32":
        pytest.skip("no file of Windows has such a name")
    folder = tmp_path / EVIL_NAME
    folder.mkdir()
    path = folder / f"{EVIL_NAME}.annotator"
    text = f"{EVIL} {samples.TEXT}\n{samples.story()}\n{EVIL}"
    with closing(Session(path, create=True, analyst=EVIL)) as session:
        labels = [replace(x, name=f"{EVIL}{x.id}", description=EVIL) for x in session.labels]
        session.set_labels(replace(session.labels, labels=tuple(labels)))
        for number in range(2):
            name = samples.filled(session, folder, f"{EVIL_NAME}{number}.txt", f"{text} {number}")
            review = session.open_article(name)
            fields = {"title": f"{EVIL}{number}", "outlet": EVIL, "url": "https://x.org/<b>x</b>"}
            session.apply(edits.correct_details(review, fields))
            session.apply(edits.set_note(session.open_article(name), None, EVIL))
            session.apply(edits.set_note(session.open_article(name), "r1", EVIL))
            session.apply(edits.set_note(session.open_article(name), "s1", EVIL))
        session.apply(edits.add_span(session.open_article(name), "s90", 0, len(EVIL), "SERVICE"))
        session.save_filter(EVIL, ArticleFilter(flagged=True))
    return path


def test_the_window_shows_what_looks_like_html(evil: Path, sit: Sit) -> None:
    analyst = sit(evil, Settings(analyst=EVIL))
    window = analyst.window
    assert live(window) == []
    said = words_in(window)
    assert said.count("<b>x</b>") > 5
    window.panels.banner.show_error(ProjectError(EVIL, safe=EVIL, todo=EVIL))
    assert shown_by(window.panels.banner.text.text()) == " ".join([EVIL] * 3)
    window.panels.top.set_notice(EVIL)
    assert live(window) == []


@pytest.mark.parametrize("command", DIALOGS)
def test_dialogs_show_what_looks_like_html(evil: Path, sit: Sit, command: str) -> None:
    analyst = sit(evil, Settings(analyst=EVIL))
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(words_in(dialog))
        wrong = live(dialog)
        dialog.reject()
        assert wrong == []

    if command == "show_backups":
        analyst.window.backing_up.back_up("asked")
        analyst.wait(lambda: analyst.window.backing_up._job is None)
    analyst.meet_dialog(look)
    analyst.window.actions_table.trigger(command)
    analyst.wait(lambda: bool(seen))
    assert not DIALOGS[command] or "<b>x</b>" in seen[0] or "<b>x<b>" in seen[0]


def test_the_reports_of_an_import_and_an_export(qtbot: QtBot) -> None:
    failed = Imported(EVIL_NAME, "failed", detail=EVIL)
    out = Path(EVIL_NAME) / f"{EVIL_NAME}.conll"
    for report in (
        ImportReport([failed], LIGHT),
        ExportReport(Exported({out: 2}, (EVIL,)), LIGHT),
    ):
        qtbot.addWidget(report)
        assert live(report) == []
        assert EVIL in words_in(report)
        assert EVIL_NAME in words_in(report)
