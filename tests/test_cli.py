"""The command line as a person meets it: real processes, exit status, one sentence."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator import cli, logs
from annotator.extraction import RULES
from annotator.session import Session
from tests.gestures import confirm_all_and_complete
from tests.samples import TEXT, filled, write_article

COMMANDS = (
    "gui",
    "import",
    "suggest",
    "predict",
    "export",
    "status",
    "set-aside",
    "doctor",
    "worker",
)

#: Runs the program where nothing of Qt can be imported, as with Qt uninstalled.
WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NoQt())
from annotator.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_QT, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        cwd=cwd,
        timeout=60,
        check=False,
    )


def fine(*arguments: object, cwd: Path | None = None) -> str:
    done = run(*arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def refused(status: int, *arguments: object, **environment: str) -> str:
    """The one sentence on standard error."""
    done = run(*arguments, **environment)
    assert done.returncode == status, done
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.startswith("annotator: ")
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("annotator: ").strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One complete article, and one that nobody looked at."""
    (tmp_path / "in").mkdir()
    with closing(Session(tmp_path / "news.annotator", create=True, analyst="anna")) as session:
        filled(session, tmp_path / "in")
        assert session.review is not None
        items = [item.id for item in session.review.open_items()]
        edit = confirm_all_and_complete(session.review, items, session.scales)
        session.apply(edit, ms=2400)
        filled(session, tmp_path / "in", "second.txt", "Dunmere Prison requires improvement.")
    return session.path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_shows_an_example(command: str) -> None:
    said = fine(command, "--help")
    assert f"example: annotator {command}" in " ".join(said.split())


def test_help_and_version() -> None:
    assert all(command in fine("--help") for command in COMMANDS)
    said = fine("--version")
    assert said.startswith("annotator 0.")
    assert f"model en_core_web_md-3.7.1, rules {RULES}, Qt " in said
    assert "from source" in said


def test_import_reports_every_file_and_its_outcome(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_article(tmp_path / "in")
    (tmp_path / "in" / ".hidden.txt").write_text("Rated good.")
    elsewhere = {"id": "k", "text": TEXT, "outlet": "Post"}
    (tmp_path / "in" / "x.jsonl").write_text(json.dumps(elsewhere) + "\n")
    said = fine("import", "p.annotator", "in", cwd=tmp_path)
    assert said.splitlines() == [
        "added\tashcombe.txt",
        "appearance\tx.jsonl\tashcombe.txt",
        "1 added, 0 same, 1 appearance, 0 failed",
    ]
    assert fine("import", "p.annotator", "in", cwd=tmp_path).splitlines()[-1] == (
        "0 added, 2 same, 0 appearance, 0 failed"
    )


def test_import_goes_on_behind_a_bad_file_and_ends_with_1(tmp_path: Path) -> None:
    write_article(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\x89PNG")
    done = run("import", "p.annotator", "a.txt", "ashcombe.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "failed\ta.txt\ta.txt is a picture, not a text.\n"
    assert done.stdout.splitlines()[-1] == "1 added, 0 same, 0 appearance, 1 failed"


def test_the_project_among_the_articles_is_not_taken_for_one(project: Path) -> None:
    done = run("import", project, project.parent)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("0 added, 2 same, 0 appearance, 0 failed\n")


def test_export_and_its_manifest(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.jsonl"
    assert fine("export", project, out) == f"1 article written to {out}\n"
    assert json.loads(out.read_bytes())["status"] == "complete"
    assert json.loads((tmp_path / "gold.jsonl.manifest.json").read_bytes())["articles"] == 1
    fine("export", project, out, "--all", "--no-log")
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [line["status"] for line in lines] == ["complete", "new"]
    assert not any("decisions" in line for line in lines)


def test_export_for_training(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "gold.conll"
    options = "--all --split 50/50 --seed 7 --label rating --filter dunmere".split()
    assert fine("export", project, out, *options).splitlines() == [
        f"1 article written to {tmp_path / 'gold-train.conll'}",
        f"1 article written to {tmp_path / 'gold-test.conll'}",
        "One span is only suggested; the file does not tell it from decided ones.",
        "3 ratings stayed behind: this format has no place for them.",
    ]
    rows = (tmp_path / "gold-train.conll").read_text(encoding="utf-8").splitlines()
    assert {row.split(" ")[-1] for row in rows if row} == {"O", "B-RATING", "I-RATING"}


def test_a_name_that_does_not_say_the_format(project: Path, tmp_path: Path) -> None:
    said = refused(1, "export", project, tmp_path / "gold")
    assert "does not say in which format to write. Name one with --format: jsonl, " in said


def test_export_before_anything_is_complete_says_so(tmp_path: Path) -> None:
    write_article(tmp_path)
    fine("import", tmp_path / "p.annotator", tmp_path / "ashcombe.txt")
    done = run("export", tmp_path / "p.annotator", tmp_path / "o.jsonl")
    assert done.returncode == 0
    assert "--all exports the others too" in done.stderr


def test_export_never_writes_over_the_project(project: Path) -> None:
    before = project.read_bytes()
    said = refused(1, "export", project, project, "--format", "jsonl")
    assert "is a project or another database" in said
    assert project.read_bytes() == before


def test_status(project: Path) -> None:
    said = [line.split() for line in fine("status", project).splitlines()]
    assert ["articles", "2"] in said
    assert ["complete", "1"] in said
    assert ["suggestions", "3", "open"] in said
    assert ["decisions", "10,", "median", "2.4", "s"] in said


def test_doctor_content_and_not(project: Path) -> None:
    assert fine("doctor", project) == "news.annotator is sound: 2 articles.\n"
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE documents SET status = 'new'")
        conn.commit()
    done = run("doctor", project)
    assert done.returncode == 1
    assert done.stdout.startswith("ashcombe.txt: its status is not what its log makes of it. ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status",), "the following arguments are required: PROJECT"),
        (("import", "p.annotator"), "FILE|FOLDER"),
        (("export", "p", "o", "--format", "xml"), "invalid choice: 'xml'"),
        (("export", "p", "o", "--speed"), "unrecognized arguments: --speed"),
        (("suggest", "p", "--workers", "0"), "0 is not a number from 1 to 64"),
        (("suggest", "p", "--workers", "many"), "many is not a number"),
        (("gui", "--size", "big"), "big is not a size such as 1280x800"),
        (("predict", "a.txt"), "-o/--output"),
        (("--theme", "pink"), "invalid choice: 'pink'"),
    ],
)
def test_wrong_use_is_2_and_names_the_help(arguments: tuple[str, ...], words: str) -> None:
    said = refused(2, *arguments)
    assert words in said
    assert said.endswith("--help")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status", "gone.annotator"), "There is no project at"),
        (("doctor", "gone.annotator"), "There is no project at"),
        (("export", "gone.annotator", "o.jsonl"), "There is no project at"),
        (("status", "prose.txt"), "prose.txt is not a project of Annotator."),
        (("status", "other.db"), "is a database, but not a project of Annotator"),
        (("status", "folder"), "is a folder, no project"),
        (("import", "p.annotator", "gone.txt"), "There is no file gone.txt."),
        (("import", "prose.txt", "prose2.txt"), "prose.txt is not a project"),
        (("gui",), "The window cannot be shown"),
        (("p.annotator",), "The window cannot be shown"),
    ],
)
def test_what_fails_is_1_and_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "prose.txt").write_text("Dunmere was rated good. " * 30)
    (tmp_path / "prose2.txt").write_text("Dunmere was rated good.")
    (tmp_path / "folder").mkdir()
    with closing(sqlite3.connect(tmp_path / "other.db")) as conn:
        conn.execute("CREATE TABLE recipes (name)")
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done
    assert done.stderr.startswith("annotator: ")
    assert words in done.stderr
    assert not (tmp_path / "gone.annotator").exists()


def test_export_into_a_folder_that_is_not_there(project: Path, tmp_path: Path) -> None:
    said = refused(1, "export", project, tmp_path / "missing" / "gold.jsonl")
    assert said.startswith("There is no folder ")


def test_a_locked_project_says_so_and_is_left_alone(project: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Dunmere was rated good.")
    with closing(sqlite3.connect(project, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        done = run("import", project, tmp_path / "new.txt")
        assert done.returncode == 1
        assert "Another program is writing to news.annotator." in done.stderr
        conn.execute("ROLLBACK")
    assert fine("status", project).splitlines()[0].split() == ["articles", "2"]


def test_a_mistake_of_the_program_is_no_traceback_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Two units were rated inadequate."

    def broken(_: object) -> int:
        raise AttributeError(words)

    monkeypatch.setenv("ANNOTATOR_DATA_DIR", str(tmp_path))
    assert cli.run(["gui"], broken) == 1
    logs.stop()
    said = capsys.readouterr().err
    assert said.startswith("annotator: a mistake of the program itself (AttributeError).")
    logged = (tmp_path / "logs" / "annotator.log").read_text("utf-8")
    assert "in broken" in logged
    assert words not in said + logged
    monkeypatch.setenv("ANNOTATOR_DEBUG", "1")
    with pytest.raises(AttributeError):
        cli.run(["gui"], broken)


def test_the_hook_does_keep_qt_out() -> None:
    code = WITHOUT_QT.replace("from annotator.__main__ import main", "import PySide6")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "No module named 'PySide6'" in done.stderr


def test_data_dir_is_where_settings_are_kept(project: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "settings.json").write_text('{"analyst": "Ruth Hale"}')
    (tmp_path / "new.txt").write_text("Dunmere was rated good.")
    fine("import", project, tmp_path / "new.txt", "--data-dir", tmp_path / "own")
    with closing(sqlite3.connect(project)) as conn:
        names = conn.execute('SELECT DISTINCT "by" FROM decisions').fetchall()
    assert sorted(names) == [("Ruth Hale",), ("anna",)]


def test_a_misspelt_command_is_not_taken_for_a_project(project: Path) -> None:
    assert refused(2, "sugest", project) == ("there is no command sugest. Did you mean: suggest?")


def test_a_word_before_a_project_is_meant_for_a_command(project: Path) -> None:
    assert "no command progress. Did you mean: status?" in refused(2, "progress", project)
    assert refused(2, "frobnicate", project).startswith("there is no command frobnicate. See")
    said = refused(1, "export", project, "o.jsonl", "--filter", "labl:x")
    assert said.startswith("There is no filter “labl:”. There are status")


def test_a_picture_that_cannot_be_written_ends_with_1(project: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "missing" / "x.png")
    done = subprocess.run(
        [sys.executable, "-m", "annotator", "gui", str(project), "--screenshot", target],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "x.png could not be written" in done.stderr
