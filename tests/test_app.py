"""The composition root: which project is opened, what is remembered, how it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import app, paths
from annotator.core.errors import KnownError
from annotator.gui.opening import COLOURS
from annotator.gui.theme import theme_for
from annotator.session import Session
from tests import samples
from tests.e2e.conftest import Analyst
from tests.e2e.conftest import crashes as crashes
from tests.e2e.conftest import sit_down as sit_down
from tests.gui.conftest import here

SitDown = Callable[..., int]


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "own_command", lambda *_: ["no-worker-here"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "news.annotator"
    with closing(Session(path, create=True)) as session:
        samples.filled(session, tmp_path)
    return path


def test_the_first_start_shows_the_sample(sit_down: SitDown, own_home: Path) -> None:
    seen: list[str] = []
    assert sit_down([], lambda analyst: seen.append(analyst.window.windowTitle())) == 0
    assert seen == ["Sample · Annotator"]
    assert (own_home / "Sample.annotator").exists()
    assert not list(own_home.glob("*.part"))


def test_a_sample_that_cannot_be_made_is_said_and_ends_with_1(
    tmp_path: Path,
    own_home: Path,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(app, "_make_sample", full)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    picture = tmp_path / "window.png"
    assert app.run(None, screenshot=picture, size=(1000, 700)) == 1
    assert picture.exists()  # the window is there, and says the same
    said = capsys.readouterr().err
    assert "The sample project cannot be made: No space left on device." in said


def test_a_sample_that_another_window_made_meanwhile_stays(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = app._make_sample

    def slow(path: Path) -> None:
        made(path)
        (own_home / "Sample.annotator").write_bytes(b"the other one's")

    monkeypatch.setattr(app, "_make_sample", slow)
    assert app._sample().read_bytes() == b"the other one's"
    assert not list(own_home.glob("*.part"))


def test_the_last_project_is_opened_again(sit_down: SitDown, project: Path, own_home: Path) -> None:
    assert sit_down([str(project)], lambda analyst: analyst.press("Ctrl+1")) == 0
    kept = json.loads((own_home / "settings.json").read_text(encoding="utf-8"))
    assert kept["last_project"] == str(project)
    assert kept["layout"]["hidden"] == ["list"]
    seen: list[object] = []

    def again(analyst: Analyst) -> None:
        seen.append(here(analyst))
        seen.append(analyst.window.panels.articles.isVisible())

    assert sit_down([], again) == 0
    assert seen == ["ashcombe.txt", False]


def test_a_theme_for_one_time_is_not_kept(sit_down: SitDown, project: Path, own_home: Path) -> None:
    sit_down(["gui", str(project), "--theme", "dark"], lambda analyst: None)
    assert not (own_home / "settings.json").exists()


def test_a_name_that_is_no_project_is_refused() -> None:
    with pytest.raises(KnownError, match="no command or project “imprt”"):
        app.run(Path("imprt"))


def test_a_picture_is_taken_and_the_window_closed(
    project: Path, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    picture = tmp_path / "window.png"
    assert app.run(project, screenshot=picture, size=(1000, 700)) == 0
    assert picture.read_bytes()[:4] == b"\x89PNG"


def test_a_file_that_is_no_project_leaves_a_window_that_says_what_to_do(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    broken = tmp_path / "broken.annotator"
    broken.write_bytes(b"this is not a database, but it is long enough to be taken for one" * 9)
    picture = tmp_path / "window.png"
    assert app.run(broken, screenshot=picture, size=(1000, 700)) == 1


def test_without_a_screen_it_names_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(KnownError, match="no screen"):
        app._need_a_screen(None)


def test_the_first_page_has_the_windows_colours_and_needs_none_of_its_modules() -> None:
    for dark, name in ((False, "light"), (True, "dark")):
        theme = theme_for(name)
        assert COLOURS[dark] == (theme.page, theme.muted)
    code = "import sys, annotator.app; print('annotator.gui.main_window' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
