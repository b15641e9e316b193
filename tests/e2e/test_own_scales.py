"""A person's own scale, inspectorate and words: found, checked and exported as the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.exchange.scale_files import load_known
from annotator.session import Session
from tests.e2e.conftest import Analyst
from tests.e2e.conftest import crashes as crashes
from tests.e2e.conftest import sit_down as sit_down

FILES = {
    "crumb3.toml": """
code = "crumb3"
version = 1
name = "Crumb Council"
kind = "ordered"
bodies = ["crumb-council"]
triggers = ["crumb award"]
points = [
  { code = "stale", name = "stale", rank = 1, polarity = "negative" },
  { code = "crisp", name = "crisp", rank = 2, polarity = "positive" },
  { code = "golden_crust", name = "golden crust", rank = 3, polarity = "positive" },
]
categories = { overall = ["overall"], sourdough = ["sourdough"] }
""",
    "council.toml": """
[[inspectorates]]
id = "crumb-council"
name = "National Crumb Council"
short = "NCC"
aliases = ["National Crumb Council", "Crumb Council"]
countries = ["England"]
remit = ["bakery"]
scales = ["crumb3"]
""",
    "services.toml": '[[kinds]]\nid = "bakery"\nsuffixes = ["Bakehouse"]\nnouns = ["bakehouse"]\n',
}
ARTICLE = """Fennick Bakehouse is stale, inspectors find

Fennick Bakehouse has been rated stale by the National Crumb Council.

Harl Lane Bakehouse was given golden crust for sourdough.
"""
FOUND = {
    ("Fennick Bakehouse", "crumb3@1", "stale", 1),
    ("Harl Lane Bakehouse", "crumb3@1", "golden_crust", 3),
}


def put(folder: Path, **more: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in {**FILES, **more}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def annotator(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )


def ratings(path: Path) -> set[tuple[str, str, str, int]]:
    line = json.loads(path.read_text(encoding="utf-8"))
    return {
        (r["subject"]["exact"], r["scale"], r["value_norm"], r["rank"]) for r in line["ratings"]
    }


@pytest.mark.model
@pytest.mark.parametrize("place", ["home", "option"])
def test_predict_finds_ratings_on_it(tmp_path: Path, own_home: Path, place: str) -> None:
    folder = put(own_home / "scales" if place == "home" else tmp_path / "mine")
    article, out = tmp_path / "a.txt", tmp_path / "out.jsonl"
    article.write_text(ARTICLE, encoding="utf-8")
    option = ["--scales", folder] if place == "option" else []
    assert annotator("predict", article, "-o", out, *option).stderr == ""
    assert ratings(out) == FOUND


@pytest.mark.model
def test_beside_a_project_it_serves_worker_session_and_export(tmp_path: Path) -> None:
    put(tmp_path / "news.scales", **{"broken.toml": 'code = "x"\n', "roles.toml": "titles = 3\n"})
    article, out = tmp_path / "a.txt", tmp_path / "out.jsonl"
    article.write_text(ARTICLE, encoding="utf-8")
    project = tmp_path / "news.annotator"
    annotator("import", project, article)
    done = annotator("suggest", project)
    assert done.stdout == "1 done, 0 failed\n"
    broken, roles = done.stderr.splitlines()
    assert broken.startswith("annotator: news.scales/broken.toml: key “(whole file)”: ")
    assert broken.endswith(" The file is left out.")
    assert roles.startswith(
        "annotator: news.scales/roles.toml: key “titles”: a list of words is due here."
    )
    annotator("export", project, out, "--all")
    assert ratings(out) == FOUND
    with closing(Session(project)) as session:
        assert session.scales.checked("crumb3", "crisp") == (2, "positive")
        assert list(session.examine()) == []


def test_the_window_says_which_file_is_left_out_and_opens(
    tmp_path: Path, sit_down: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.paths.own_command", lambda *_: ["no-worker-here"])
    project = tmp_path / "news.annotator"
    Session(project, create=True).close()
    put(tmp_path / "news.scales", **{"broken.toml": "code = "})
    seen: list[str] = []

    def look(analyst: Analyst) -> None:
        seen.append(analyst.window.panels.banner.text.text())

    assert sit_down([str(project)], look) == 0
    assert seen[0].startswith("news.scales/broken.toml is not valid TOML")


def test_only_the_faulty_files_are_left_out(tmp_path: Path) -> None:
    scale = FILES["crumb3.toml"]
    loaded = load_known(
        [
            put(tmp_path / "one"),
            put(
                tmp_path / "two",
                **{
                    "council.toml": FILES["council.toml"].replace("crumb3", "loaf9"),
                    "other.toml": scale.replace("crumb3", "loaf3").replace("council", "guild"),
                    "again.toml": scale.replace('"Crumb', '"New Crumb'),
                },
            ),
        ]
    )
    assert [error.what.split(":")[0] for error in loaded.complaints] == [
        "two/crumb3.toml",  # given by again.toml
        "two/other.toml",  # by nobody known
        "two/council.toml",  # on no scale known
    ]
    found = loaded.registry.find("crumb3")
    assert found is not None
    assert found.name == "New Crumb Council"
    assert loaded.registry.body("crumb-council") is not None
    assert loaded.registry.find("loaf3") is None
    assert loaded.registry.find("ofsted4") is not None
