"""What a person prefers: stored sparsely, repaired where the file is broken."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from annotator import paths
from annotator import settings as module
from annotator.settings import Settings, analyst_name, changed, load, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_is_usual(path: Path) -> None:
    assert load(path) == (Settings(), None)


def test_only_what_differs_is_stored(path: Path) -> None:
    save(path, Settings(theme="dark", layout={"left": 240}))
    assert json.loads(path.read_bytes()) == {"theme": "dark", "layout": {"left": 240}}
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@given(
    st.builds(
        Settings,
        analyst=st.text(max_size=5),
        theme=st.sampled_from(module.THEMES),
        last_project=st.text(max_size=5),
        text_size=st.integers(8, 4000),
        measure=st.integers(8, 4000),
        serif=st.booleans(),
        reduced_motion=st.booleans(),
        interface_scale=st.integers(100, 200),
        doubt_below=st.integers(0, 100),
        workers=st.integers(1, 16),
        second_opinion=st.booleans(),
        keys=st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
        analysts=st.lists(st.text(max_size=3)),
        recent=st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=3))),
        layout=st.dictionaries(st.text(max_size=3), st.integers(-9999, 9999) | st.text(max_size=3)),
    )
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_round_trip(path: Path, given_settings: Settings) -> None:
    save(path, given_settings)
    assert load(path) == (given_settings, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "settings.json could not be read"),
        ("{", "settings.json could not be read"),
        ("[1]", "settings.json is not a settings file"),
        ("null", "settings.json is not a settings file"),
    ],
)
def test_a_broken_file_is_said_and_survived(path: Path, text: str, words: str) -> None:
    found, message = load(written(path, text))
    assert found == Settings()
    assert message is not None
    assert message.startswith(words)
    assert "the usual settings are used." in message
    assert message.endswith("kept as settings.broken.json.")
    save(path, Settings(theme="dark"))
    assert path.with_name("settings.broken.json").read_text("utf-8") == text


def test_bytes_that_are_no_text(path: Path) -> None:
    written(path, "").write_bytes(b"\xff\xfe\x00")
    assert load(path)[0] == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", 3),
        ("text_size", 2),
        ("text_size", "18"),
        ("text_size", True),
        ("measure", 10**9),
        ("serif", 1),
        ("analyst", None),
        ("layout", []),
        ("interface_scale", 300),
        ("keys", {"confirm": 3}),
        ("analysts", [None]),
        ("recent", ["a.annotator"]),
        ("unheard_of", 1),
    ],
)
def test_one_bad_value_does_not_cost_the_others(path: Path, name: str, value: object) -> None:
    text = json.dumps({"reduced_motion": True, name: value})
    found, message = load(written(path, text))
    assert found == Settings(reduced_motion=True)
    assert message is not None
    assert message.startswith(f"These settings could not be used: {name}.")


def test_a_failure_to_save_is_not_worth_a_stop(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file, not a folder")
    save(tmp_path / "config" / "settings.json", Settings(theme="dark"))


def test_the_analysts_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "hale")
    assert Settings().analyst_name == "hale"
    assert changed(Settings(), analyst="Ruth Hale").analyst_name == "Ruth Hale"


def test_a_name_is_written_as_one_line_and_remembered() -> None:
    name = analyst_name("  Ruth\n\tHale\u202e ")
    assert name == "Ruth Hale"
    one = changed(Settings(), analyst="Ada Moss")
    assert changed(changed(one, analyst=name), analyst="Ada Moss").analysts == ["Ada Moss", name]


def test_an_account_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert Settings().analyst_name == "analyst"


def test_the_data_folder_of_a_test_is_its_own(own_home: Path) -> None:
    assert paths.data_dir() == own_home
    assert paths.settings_file() == own_home / "settings.json"
    assert paths.sample_project() == own_home / "Sample.annotator"


def test_without_the_variable_the_systems_folders_are_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert tmp_path in paths.data_dir().parents
    assert paths.data_dir().stat().st_mode & 0o777 == 0o700
    assert tmp_path in paths.settings_file().parents
